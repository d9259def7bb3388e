import { ArgsType, Field, ID, InputType, registerEnumType } from "type-graphql";
import { DisputeStage, DisputeStatus } from "../../domain/dispute/dispute.js";
import type { DisputeFilter } from "../../persistence/read/dispute-filter.js";
import { DisputeOrderField } from "../../persistence/read/orderings.js";
import { PageArgs } from "../connection/page.args.js";
import { fromGlobalId } from "../global-id.js";
import { DateTimeScalar } from "../scalars/scalars.js";
import "./dispute.enum.js";

/** Which way a list goes. */
export const SortDirection = { ASC: "ASC", DESC: "DESC" } as const;
export type SortDirection = (typeof SortDirection)[keyof typeof SortDirection];
registerEnumType(SortDirection, {
  name: "SortDirection",
  description: "Which way a list goes.",
  valuesConfig: {
    ASC: { description: "Smallest, earliest first." },
    DESC: { description: "Largest, latest first." },
  },
});

/** What narrows a list of disputes. */
@InputType("DisputeFilter", {
  description:
    "What narrows a list of disputes. All that is given must hold; what is absent, null or empty does not narrow.",
})
export class DisputeFilterInput {
  @Field(() => [DisputeStatus], { nullable: true, description: "One of these statuses." })
  status?: DisputeStatus[] | null;

  @Field(() => [DisputeStage], { nullable: true, description: "One of these stages." })
  stage?: DisputeStage[] | null;

  @Field(() => [String], { nullable: true, description: "One of these reason codes." })
  reason?: string[] | null;

  @Field(() => ID, { nullable: true, description: "Against this merchant." })
  merchantId?: string | null;

  @Field(() => ID, { nullable: true, description: "With this mediator." })
  mediatorId?: string | null;

  @Field(() => Boolean, { nullable: true, description: "True: it is the viewer's move. False: it is not." })
  waitingOnMe?: boolean | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "With a deadline before this instant." })
  deadlineBefore?: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "Opened at or after this instant." })
  openedFrom?: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "Opened before this instant." })
  openedBefore?: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "Last changed at or after this instant." })
  updatedFrom?: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "Last changed before this instant." })
  updatedBefore?: Date | null;

  @Field(() => String, {
    nullable: true,
    description:
      "This text stands in the claim's statement or the order's reference, in capitals or not. At most 200 characters; " +
      "none of them has a special meaning.",
  })
  search?: string | null;
}

/** How a list of disputes is ordered. */
@InputType({ description: "By what and which way a list of disputes is ordered. Equal ones go by id." })
export class DisputeOrder {
  @Field(() => DisputeOrderField, { description: "By what." })
  field!: DisputeOrderField;

  @Field(() => SortDirection, { description: "Which way." })
  direction!: SortDirection;
}

/** The arguments of `disputes`. */
@ArgsType()
export class DisputesArgs extends PageArgs {
  @Field(() => DisputeFilterInput, {
    nullable: true,
    description: "Which disputes. Absent: all that the viewer sees.",
  })
  filter?: DisputeFilterInput | null;

  @Field(() => DisputeOrder, { nullable: true, description: "In which order. Absent: the newest first." })
  orderBy?: DisputeOrder | null;
}

/** The filter with UUIDs. @throws RefusedError INVALID_ID */
export function disputeFilterOf(input: DisputeFilterInput | null | undefined): DisputeFilter {
  if (!input) return {};
  const { merchantId, mediatorId, ...rest } = input;
  return {
    ...rest,
    merchantId: merchantId ? fromGlobalId("Merchant", merchantId, ["filter", "merchantId"]) : null,
    mediatorId: mediatorId ? fromGlobalId("Mediator", mediatorId, ["filter", "mediatorId"]) : null,
  };
}

/** The order with its default. */
export function disputeOrderOf(order: DisputeOrder | null | undefined): {
  field: DisputeOrderField;
  descending: boolean;
} {
  return {
    field: order?.field ?? DisputeOrderField.OPENED_AT,
    descending: order?.direction !== SortDirection.ASC,
  };
}
