import { Role, Side } from "../../domain/access/viewer.js";
import { describeEnum } from "../described-enum.js";

describeEnum("Role", Role, "Who acts on the platform.", {
  AUDITOR: "Reads everything and writes nothing.",
  CARRIER: "The carrier: answers logistics inquiries.",
  COMPLIANCE_OFFICER: "Platform staff who impose penalties.",
  FINANCE_OFFICER: "Platform staff who release, deduct and advance money.",
  FRONTLINE_AGENT: "The platform's service desk: opens on behalf of a shopper, routes, urges; never rules.",
  INTEGRATION: "A machine of the marketplace: imports orders and reads the feed.",
  LOGISTICS_AGENT: "The logistics desk: answers logistics inquiries.",
  MEDIATOR: "Platform staff who take cases from the queue and rule up to the amount of their level.",
  MERCHANT_ADMIN: "Staff of one merchant who also manage its members.",
  MERCHANT_AGENT: "Staff of one merchant: answers claims, offers, accepts, calls the platform in.",
  RISK_OFFICER: "Platform staff who handle conduct reports and safety measures.",
  RULE_APPROVER: "Publishes versions of the rulebook that somebody else drafted.",
  RULE_EDITOR: "Drafts versions of the rulebook.",
  SENIOR_MEDIATOR: "Platform staff who rule above the first level's amount and assign cases.",
  SHOPPER: "The buyer of the order.",
  SYSTEM: "The clock: does what a published rule says and nothing else.",
});

describeEnum("Side", Side, "One of the two sides of a dispute.", {
  MERCHANT: "The merchant that the dispute is against.",
  SHOPPER: "The shopper who bought.",
});
