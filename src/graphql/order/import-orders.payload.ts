import { Field, ID, ObjectType } from "type-graphql";
import { OrderRefusalCode, type OrderRefusal } from "../../domain/order/order-refusal.js";
import { ImportOutcome, type ImportResult } from "../../services/orders/import-orders.js";
import { toGlobalId } from "../global-id.js";
import { MutationPayload, userErrorsOf } from "../mutation-payload.js";
import "./import-orders.enum.js";

/** Why one order was refused, as the schema shows it. */
@ObjectType("OrderRefusal", {
  description: "Why one order was refused whole; the others of the call are unharmed.",
  simpleResolvers: true,
})
export class OrderRefusalType implements OrderRefusal {
  @Field(() => OrderRefusalCode, { description: "What kind of refusal it is." })
  readonly code: OrderRefusalCode;

  @Field(() => String, { description: "A sentence for people: what, why, what to do." })
  readonly message: string;

  @Field(() => [String], {
    description:
      "Path of the field at fault inside the order, list positions from 0; empty when it is no single field.",
  })
  readonly field: readonly string[];

  constructor({ code, message, field }: OrderRefusal) {
    this.code = code;
    this.message = message;
    this.field = field;
  }
}

/** The answer for one order, as the schema shows it. */
@ObjectType({ description: "What became of one order that was handed in.", simpleResolvers: true })
export class ImportedOrder {
  @Field(() => String, { description: "The marketplace's reference, as handed in." })
  readonly reference: string;

  @Field(() => ImportOutcome, { description: "What became of it." })
  readonly outcome: ImportOutcome;

  @Field(() => ID, {
    nullable: true,
    description: "The order, for `node(id)` and `order(id)`; null if it is not stored.",
  })
  readonly orderId: string | null;

  @Field(() => OrderRefusalType, { nullable: true, description: "Why it was refused; null if it was not." })
  readonly refusal: OrderRefusalType | null;

  constructor({ reference, outcome, orderId, refusal }: ImportResult) {
    this.reference = reference;
    this.outcome = outcome;
    this.orderId = orderId === null ? null : toGlobalId("Order", orderId);
    this.refusal = refusal === null ? null : new OrderRefusalType(refusal);
  }
}

/** Answer of importOrders. */
@ObjectType({ description: "What became of each order; `userErrors` if the call was refused as a whole." })
export class ImportOrdersPayload extends MutationPayload {
  @Field(() => [ImportedOrder], {
    description: "One result an order, in the order given; empty if the call was refused.",
  })
  results: readonly ImportedOrder[] = [];

  /** Answers the mutation: what `work` returns, or its refusal as `userErrors`. Every other error is a fault and passes. */
  static async of(
    clientMutationId: string,
    work: () => Promise<readonly ImportResult[]>,
  ): Promise<ImportOrdersPayload> {
    const payload = new ImportOrdersPayload();
    payload.clientMutationId = clientMutationId;
    try {
      payload.results = (await work()).map((result) => new ImportedOrder(result));
    } catch (error) {
      payload.userErrors = userErrorsOf(error);
    }
    return payload;
  }
}
