import type { DemoClient } from "./demo-client.js";

/** The merchant prepares what shows that there was no defect. @returns the API id of the item */
export async function prepareReport(merchant: DemoClient, disputeId: string): Promise<string | undefined> {
  const { item } = await merchant.mutate<{ readonly item: { readonly id: string } | null }>(
    "saveEvidenceDraft",
    {
      disputeId,
      slot: "INSPECTION_REPORT",
      narrative: "Both sides were tested for an hour before packing.",
    },
    "item { id }",
  );
  return item?.id;
}
