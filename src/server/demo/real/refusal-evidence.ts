import type { DemoClient } from "../demo-client.js";
import type { World } from "./world.js";

const checklistQuery = `query Checklist($id: ID!) {
  dispute(id: $id) { requirements { slot side level satisfied } }
}`;

interface RequirementSeen {
  readonly slot: string;
  readonly side: string;
  readonly level: string;
  readonly satisfied: boolean;
}

/** The merchant hands in what its refusal needs and no record holds; the data set has none of it, so it is only said. */
export async function handInForRefusal(world: World, merchant: DemoClient, disputeId: string): Promise<void> {
  const { dispute } = await merchant.ask<{ dispute: { requirements: readonly RequirementSeen[] } }>(
    checklistQuery,
    { id: disputeId },
  );
  const missing = dispute.requirements.filter(
    ({ side, level, satisfied }) => side === "MERCHANT" && level === "MANDATORY" && !satisfied,
  );
  for (const { slot } of missing) {
    const { item } = await merchant.mutate<{ readonly item: { readonly id: string } | null }>(
      "saveEvidenceDraft",
      { disputeId, slot, narrative: "As our records have it." },
      "item { id }",
    );
    await world.act(merchant, "submitEvidence", { disputeId, itemId: item?.id });
  }
}
