import { MacroVariable } from "../../domain/macro/macro-template.js";
import { TextLanguage } from "../../domain/text-language.js";
import { describeEnum } from "../described-enum.js";

describeEnum("TextLanguage", TextLanguage, "A language that the platform writes in.", {
  EN: "English.",
  ZH: "Chinese, simplified.",
});

describeEnum(
  "MacroVariable",
  MacroVariable,
  "What a macro can say about the dispute that it is sent in, written `{{DISPUTE_NUMBER}}`. There is nothing else.",
  {
    CLAIMED_AMOUNT: "How much is claimed, with its currency, e.g. `1,250.00 CNY`.",
    DEADLINE: "When the present clock runs out, in the time zone that is asked for.",
    DISPUTE_NUMBER: "The number that people quote.",
    MEDIATOR_NAME: "The public name of the mediator of the case.",
    MERCHANT_NAME: "The name that the merchant trades under.",
    MERCHANT_REQUIREMENTS: "What the merchant is asked for and has not shown, one item a line.",
    ORDER_REFERENCE: "The marketplace's reference of the order.",
    SHOPPER_NAME: "The name that the shopper goes by on the marketplace.",
    SHOPPER_REQUIREMENTS: "What the shopper is asked for and has not shown, one item a line.",
  },
);
