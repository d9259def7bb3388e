import { always, columns, toOne, type ReadType } from "../read-type.js";
import { dossierVisible } from "../visibility.js";

/** How dossiers are read. */
export const dossierTypes: readonly ReadType[] = [
  {
    name: "Dossier",
    table: "dossier",
    visible: dossierVisible,
    fields: {
      ...columns("id", "language", "status", "requestedByRole", "requestedAt", "finishedAt"),
      ...columns("byteSize", "sha256", "eventHead", "custodyHead", "signingKey"),
      progress: { kind: "embedded", type: "DossierProgress" },
      download: { kind: "computed", needs: { $id: (row) => `${row}.id`, $status: (row) => `${row}.status` } },
      dispute: toOne("Dispute", "dispute_id", always),
    },
  },
  { name: "DossierProgress", fields: columns("done", "total") },
];
