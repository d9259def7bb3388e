import { EvidenceItemStatus, EvidenceSource } from "../../domain/evidence/evidence-item.js";
import { describeEnum } from "../described-enum.js";

describeEnum("EvidenceItemStatus", EvidenceItemStatus, "Where an item of evidence stands.", {
  ADMITTED: "The mediator takes it into account.",
  DRAFT: "A working paper of its side: it can be edited, and nobody else sees it.",
  EXCHANGED: "Both sides can see it; it cannot be changed any more.",
  EXCLUDED: "The mediator leaves it out, and said why.",
  QUARANTINED: "A file of it is dangerous; it counts for nothing.",
  SUBMITTED: "Handed in and sealed: its own side alone can see or withdraw it until the exchange.",
  WITHDRAWN: "Taken back by its side before the exchange.",
});

describeEnum("EvidenceSource", EvidenceSource, "Who brought an item of evidence.", {
  CARRIER: "A carrier or the logistics desk.",
  INTEGRATION: "A machine of the marketplace.",
  SYSTEM: "The platform's own records, as they were when the dispute was opened.",
  UPLOAD: "A side.",
});
