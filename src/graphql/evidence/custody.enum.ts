import { CustodyAct } from "../../domain/evidence/custody.js";
import { FileCopy } from "../../domain/evidence/file-copies.js";
import { describeEnum } from "../described-enum.js";

describeEnum("CustodyAct", CustodyAct, "What can happen to a file in the platform's custody.", {
  ERASED: "Its key was destroyed, so nobody can read it any more.",
  EXAMINED: "The safety examination ended.",
  EXPORTED: "It went into a dossier.",
  HASHED: "The size and the SHA-256 of the bytes were verified.",
  HELD: "It was put under a legal hold: it must not be erased. Only staff see this.",
  RECEIVED: "Its bytes arrived.",
  REDACTED: "A copy with parts removed was made of it.",
  RELEASED: "A legal hold ended. Only staff see this.",
  SANITISED: "A copy for others was made of it, without what must not be passed on.",
  SCANNED: "A virus scanner found something in it.",
  VIEWED: "Somebody opened it.",
});

describeEnum("FileCopy", FileCopy, "Which of the copies of a file.", {
  ORIGINAL: "The file as it was handed in.",
  SHARED: "The copy that others than its side get.",
});
