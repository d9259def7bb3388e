import { recompute } from "../../../src/domain/rulebook/compensation.js";
import { ruleOf } from "../../../src/domain/rulebook/reason.js";
import { mostFor, onSilence, reasons, recommended, rulebook, silenceEvent } from "./golden-cases.js";

/**
 * What the default rulebook says of one standard case: a line of 100.00 CNY that was sold for 90.00 and cost 10.00 to
 * send; 60.00 are claimed, of freight 8.00, and nothing where the remedy is an act. The tables were read against
 * reference.md 3.3 line by line; whoever changes a rule changes a line here and sees what it does.
 */
function table(text: string): string[][] {
  return text
    .trim()
    .split("\n")
    .map((row) => row.split("|").map((cell) => cell.trim()));
}

/** Reason, remedy claimed, what the merchant's silence brings (or QUEUED), the most that the remedy can bring. */
const silence = table(`
  CANCEL_BEFORE_SHIP              | REFUND             | REFUND 60.00                      | 100.00
  COUNTERFEIT                     | RETURN_AND_REFUND  | QUEUED                            | 100.00
  COUNTERFEIT                     | REFUND             | QUEUED                            | 100.00
  COUNTERFEIT                     | COMPENSATION       | QUEUED                            | 300.00
  COUPON_OR_GIFT_NOT_HONOURED     | SEND_MISSING_PARTS | QUEUED                            | act
  COUPON_OR_GIFT_NOT_HONOURED     | COMPENSATION       | QUEUED                            | 90.00
  COUPON_OR_GIFT_NOT_HONOURED     | OTHER_ACT          | QUEUED                            | act
  DAMAGED_IN_TRANSIT              | PARTIAL_REFUND     | QUEUED                            | 100.00
  DAMAGED_IN_TRANSIT              | EXCHANGE           | QUEUED                            | act
  DAMAGED_IN_TRANSIT              | RETURN_AND_REFUND  | QUEUED                            | 100.00
  DAMAGED_IN_TRANSIT              | REPLACEMENT        | QUEUED                            | act
  EXCHANGE_SIZE_SPEC              | EXCHANGE           | RETURN_GOODS, REFUND 90.00        | act
  EXCHANGE_SIZE_SPEC              | RETURN_AND_REFUND  | RETURN_GOODS, REFUND 60.00        | 90.00
  EXPIRED_OR_NEAR_DATE            | RETURN_AND_REFUND  | RETURN_GOODS, REFUND 60.00        | 100.00
  EXPIRED_OR_NEAR_DATE            | REFUND             | RETURN_GOODS, REFUND 60.00        | 100.00
  EXPIRED_OR_NEAR_DATE            | PARTIAL_REFUND     | RETURN_GOODS, REFUND 60.00        | 100.00
  FALSE_ADVERTISING               | RETURN_AND_REFUND  | QUEUED                            | 100.00
  FALSE_ADVERTISING               | REFUND             | QUEUED                            | 100.00
  FALSE_ADVERTISING               | COMPENSATION       | QUEUED                            | 500.00
  FALSE_DISPATCH                  | REFUND             | REFUND 60.00, COMPENSATION 9.00   | 100.00
  FALSE_DISPATCH                  | COMPENSATION       | REFUND 100.00, COMPENSATION 9.00  | 30.00
  FOOD_SAFETY                     | REFUND             | QUEUED                            | 100.00
  FOOD_SAFETY                     | RETURN_AND_REFUND  | QUEUED                            | 100.00
  FOOD_SAFETY                     | COMPENSATION       | QUEUED                            | 1000.00
  FREIGHT_DISPUTE                 | REFUND_FREIGHT     | COMPENSATION 8.00                 | 10.00
  FREIGHT_DISPUTE                 | COMPENSATION       | COMPENSATION 60.00                | 90.00
  INVOICE_REFUSED                 | OTHER_ACT          | QUEUED                            | act
  LATE_DISPATCH                   | REFUND             | REFUND 60.00, COMPENSATION 5.00   | 100.00
  LATE_DISPATCH                   | COMPENSATION       | REFUND 100.00, COMPENSATION 5.00  | 30.00
  LOST_IN_TRANSIT                 | REFUND             | REFUND 60.00                      | 100.00
  LOST_IN_TRANSIT                 | REPLACEMENT        | REFUND 100.00                     | act
  MERCHANT_UNRESPONSIVE           | REFUND             | QUEUED                            | 100.00
  MERCHANT_UNRESPONSIVE           | PARTIAL_REFUND     | QUEUED                            | 100.00
  MERCHANT_UNRESPONSIVE           | RETURN_AND_REFUND  | QUEUED                            | 100.00
  MERCHANT_UNRESPONSIVE           | REFUND_FREIGHT     | QUEUED                            | 10.00
  MERCHANT_UNRESPONSIVE           | COMPENSATION       | QUEUED                            | 30.00
  MERCHANT_UNRESPONSIVE           | EXCHANGE           | QUEUED                            | act
  MERCHANT_UNRESPONSIVE           | REPLACEMENT        | QUEUED                            | act
  MERCHANT_UNRESPONSIVE           | REPAIR             | QUEUED                            | act
  MERCHANT_UNRESPONSIVE           | SEND_MISSING_PARTS | QUEUED                            | act
  MERCHANT_UNRESPONSIVE           | OTHER_ACT          | QUEUED                            | act
  MISSING_OR_SHORT                | SEND_MISSING_PARTS | QUEUED                            | act
  MISSING_OR_SHORT                | REPLACEMENT        | QUEUED                            | act
  MISSING_OR_SHORT                | PARTIAL_REFUND     | COMPENSATION 60.00                | 100.00
  MISSING_OR_SHORT                | REFUND             | COMPENSATION 60.00                | 100.00
  MISSING_OR_SHORT                | COMPENSATION       | COMPENSATION 60.00                | 90.00
  NOT_AS_DESCRIBED                | RETURN_AND_REFUND  | RETURN_GOODS, REFUND 60.00        | 100.00
  NOT_AS_DESCRIBED                | EXCHANGE           | RETURN_GOODS, REFUND 100.00       | act
  NOT_AS_DESCRIBED                | PARTIAL_REFUND     | RETURN_GOODS, REFUND 60.00        | 100.00
  NOT_RECEIVED                    | REFUND             | REFUND 60.00                      | 100.00
  NOT_RECEIVED                    | REPLACEMENT        | REFUND 100.00                     | act
  NOT_RECEIVED                    | PARTIAL_REFUND     | REFUND 60.00                      | 100.00
  NO_REASON_RETURN                | RETURN_AND_REFUND  | RETURN_GOODS, REFUND 60.00        | 90.00
  OTHER                           | REFUND             | QUEUED                            | 100.00
  OTHER                           | PARTIAL_REFUND     | QUEUED                            | 100.00
  OTHER                           | RETURN_AND_REFUND  | QUEUED                            | 100.00
  OTHER                           | REFUND_FREIGHT     | QUEUED                            | 10.00
  OTHER                           | COMPENSATION       | QUEUED                            | 30.00
  OTHER                           | EXCHANGE           | QUEUED                            | act
  OTHER                           | REPLACEMENT        | QUEUED                            | act
  OTHER                           | REPAIR             | QUEUED                            | act
  OTHER                           | SEND_MISSING_PARTS | QUEUED                            | act
  OTHER                           | OTHER_ACT          | QUEUED                            | act
  OUT_OF_STOCK_OR_REFUSES_TO_SHIP | REFUND             | REFUND 60.00, COMPENSATION 10.00  | 100.00
  OUT_OF_STOCK_OR_REFUSES_TO_SHIP | COMPENSATION       | REFUND 100.00, COMPENSATION 10.00 | 30.00
  OVERCHARGE_OR_DUPLICATE         | REFUND             | REFUND 60.00                      | 100.00
  OVERCHARGE_OR_DUPLICATE         | PARTIAL_REFUND     | REFUND 60.00                      | 100.00
  OVERCHARGE_OR_DUPLICATE         | REFUND_FREIGHT     | REFUND 8.00                       | 10.00
  PRICE_PROTECTION                | COMPENSATION       | COMPENSATION 60.00                | 90.00
  PRICE_PROTECTION                | PARTIAL_REFUND     | COMPENSATION 60.00                | 90.00
  PROMISE_BROKEN                  | OTHER_ACT          | QUEUED                            | act
  PROMISE_BROKEN                  | COMPENSATION       | QUEUED                            | 90.00
  PROMISE_BROKEN                  | REFUND_FREIGHT     | QUEUED                            | 10.00
  PROMISE_BROKEN                  | PARTIAL_REFUND     | QUEUED                            | 100.00
  QUALITY_DEFECT                  | RETURN_AND_REFUND  | RETURN_GOODS, REFUND 60.00        | 100.00
  QUALITY_DEFECT                  | EXCHANGE           | RETURN_GOODS, REFUND 100.00       | act
  QUALITY_DEFECT                  | REPAIR             | RETURN_GOODS, REFUND 100.00       | act
  QUALITY_DEFECT                  | PARTIAL_REFUND     | RETURN_GOODS, REFUND 60.00        | 100.00
  QUALITY_DEFECT                  | REPLACEMENT        | RETURN_GOODS, REFUND 100.00       | act
  REFUND_WITHHELD_AFTER_RETURN    | REFUND             | REFUND 60.00                      | 100.00
  REFUND_WITHHELD_AFTER_RETURN    | PARTIAL_REFUND     | REFUND 60.00                      | 100.00
  REFUSED_DELIVERY                | REFUND             | RETURN_GOODS, REFUND 60.00        | 90.00
  REFUSED_DELIVERY                | PARTIAL_REFUND     | RETURN_GOODS, REFUND 60.00        | 90.00
  RETURN_CONDITION_DISPUTE        | PARTIAL_REFUND     | QUEUED                            | 90.00
  RETURN_CONDITION_DISPUTE        | REFUND             | QUEUED                            | 90.00
  SERVICE_REFUSED_OR_STALLED      | REFUND             | QUEUED                            | 100.00
  SERVICE_REFUSED_OR_STALLED      | PARTIAL_REFUND     | QUEUED                            | 100.00
  SERVICE_REFUSED_OR_STALLED      | RETURN_AND_REFUND  | QUEUED                            | 100.00
  SERVICE_REFUSED_OR_STALLED      | REFUND_FREIGHT     | QUEUED                            | 10.00
  SERVICE_REFUSED_OR_STALLED      | COMPENSATION       | QUEUED                            | 30.00
  SERVICE_REFUSED_OR_STALLED      | EXCHANGE           | QUEUED                            | act
  SERVICE_REFUSED_OR_STALLED      | REPLACEMENT        | QUEUED                            | act
  SERVICE_REFUSED_OR_STALLED      | REPAIR             | QUEUED                            | act
  SERVICE_REFUSED_OR_STALLED      | SEND_MISSING_PARTS | QUEUED                            | act
  SERVICE_REFUSED_OR_STALLED      | OTHER_ACT          | QUEUED                            | act
  SIGNED_NOT_RECEIVED             | REFUND             | QUEUED                            | 100.00
  SIGNED_NOT_RECEIVED             | REPLACEMENT        | QUEUED                            | act
  SPOILED_PERISHABLE              | PARTIAL_REFUND     | QUEUED                            | 100.00
  SPOILED_PERISHABLE              | REFUND             | QUEUED                            | 100.00
  TRACKING_STALLED                | REFUND             | REFUND 60.00                      | 100.00
  TRACKING_STALLED                | REPLACEMENT        | REFUND 100.00                     | act
  UNLICENSED_OR_UNLABELLED        | RETURN_AND_REFUND  | RETURN_GOODS, REFUND 60.00        | 100.00
  UNLICENSED_OR_UNLABELLED        | PARTIAL_REFUND     | RETURN_GOODS, REFUND 60.00        | 100.00
  WARRANTY_REPAIR                 | REPAIR             | QUEUED                            | act
  WARRANTY_REPAIR                 | REPLACEMENT        | QUEUED                            | act
  WARRANTY_REPAIR                 | RETURN_AND_REFUND  | QUEUED                            | 100.00
  WARRANTY_REPAIR                 | PARTIAL_REFUND     | QUEUED                            | 100.00
  WRONG_ITEM                      | EXCHANGE           | RETURN_GOODS, REFUND 100.00       | act
  WRONG_ITEM                      | RETURN_AND_REFUND  | RETURN_GOODS, REFUND 60.00        | 100.00
  WRONG_ITEM                      | PARTIAL_REFUND     | RETURN_GOODS, REFUND 60.00        | 100.00
`);

/** Reason, and what is recommended if the merchant was silent: goods delivered, on their way, not sent. */
const recommendations = table(`
  CANCEL_BEFORE_SHIP              | MERCHANT                          | -                                 | SHOPPER, REFUND 60.00
  COUNTERFEIT                     | -                                 | -                                 | -
  COUPON_OR_GIFT_NOT_HONOURED     | SHOPPER, SEND_MISSING_PARTS 0.00  | SHOPPER, SEND_MISSING_PARTS 0.00  | SHOPPER, SEND_MISSING_PARTS 0.00
  DAMAGED_IN_TRANSIT              | SHOPPER, PARTIAL_REFUND 60.00     | SHOPPER, PARTIAL_REFUND 60.00     | SHOPPER, PARTIAL_REFUND 60.00
  EXCHANGE_SIZE_SPEC              | -                                 | -                                 | -
  EXPIRED_OR_NEAR_DATE            | SHOPPER, RETURN_AND_REFUND 60.00  | SHOPPER, RETURN_AND_REFUND 60.00  | SHOPPER, RETURN_AND_REFUND 60.00
  FALSE_ADVERTISING               | -                                 | -                                 | -
  FALSE_DISPATCH                  | MERCHANT                          | -                                 | SHOPPER, REFUND 60.00, COMPENSATION 9.00
  FOOD_SAFETY                     | -                                 | -                                 | -
  FREIGHT_DISPUTE                 | SHOPPER, REFUND_FREIGHT 8.00      | SHOPPER, REFUND_FREIGHT 8.00      | SHOPPER, REFUND_FREIGHT 8.00
  INVOICE_REFUSED                 | -                                 | -                                 | -
  LATE_DISPATCH                   | SHOPPER, COMPENSATION 5.00        | SHOPPER, COMPENSATION 5.00        | SHOPPER, REFUND 60.00, COMPENSATION 5.00
  LOST_IN_TRANSIT                 | MERCHANT                          | SHOPPER, REFUND 60.00             | SHOPPER, REFUND 60.00
  MERCHANT_UNRESPONSIVE           | -                                 | -                                 | -
  MISSING_OR_SHORT                | SHOPPER, SEND_MISSING_PARTS 0.00  | SHOPPER, SEND_MISSING_PARTS 0.00  | SHOPPER, SEND_MISSING_PARTS 0.00
  NOT_AS_DESCRIBED                | SHOPPER, RETURN_AND_REFUND 60.00  | SHOPPER, RETURN_AND_REFUND 60.00  | SHOPPER, RETURN_AND_REFUND 60.00
  NOT_RECEIVED                    | -                                 | SHOPPER, REFUND 60.00             | SHOPPER, REFUND 60.00
  NO_REASON_RETURN                | SHOPPER, RETURN_AND_REFUND 60.00  | -                                 | -
  OTHER                           | -                                 | -                                 | -
  OUT_OF_STOCK_OR_REFUSES_TO_SHIP | MERCHANT                          | -                                 | SHOPPER, REFUND 60.00, COMPENSATION 10.00
  OVERCHARGE_OR_DUPLICATE         | -                                 | -                                 | -
  PRICE_PROTECTION                | SHOPPER, COMPENSATION 60.00       | SHOPPER, COMPENSATION 60.00       | SHOPPER, COMPENSATION 60.00
  PROMISE_BROKEN                  | -                                 | -                                 | -
  QUALITY_DEFECT                  | SHOPPER, RETURN_AND_REFUND 60.00  | SHOPPER, RETURN_AND_REFUND 60.00  | SHOPPER, RETURN_AND_REFUND 60.00
  REFUND_WITHHELD_AFTER_RETURN    | SHOPPER, REFUND 60.00             | SHOPPER, REFUND 60.00             | SHOPPER, REFUND 60.00
  REFUSED_DELIVERY                | -                                 | -                                 | -
  RETURN_CONDITION_DISPUTE        | -                                 | -                                 | -
  SERVICE_REFUSED_OR_STALLED      | -                                 | -                                 | -
  SIGNED_NOT_RECEIVED             | SHOPPER, REFUND 60.00             | SHOPPER, REFUND 60.00             | SHOPPER, REFUND 60.00
  SPOILED_PERISHABLE              | -                                 | -                                 | -
  TRACKING_STALLED                | MERCHANT                          | SHOPPER, REFUND 60.00             | -
  UNLICENSED_OR_UNLABELLED        | SHOPPER, RETURN_AND_REFUND 60.00  | SHOPPER, RETURN_AND_REFUND 60.00  | SHOPPER, RETURN_AND_REFUND 60.00
  WARRANTY_REPAIR                 | -                                 | -                                 | -
  WRONG_ITEM                      | SHOPPER, EXCHANGE 0.00            | SHOPPER, EXCHANGE 0.00            | SHOPPER, EXCHANGE 0.00
`);

describe("the default rulebook, on the standard case", () => {
  it("is told of in the table with every reason and every remedy that it allows", () => {
    const pairs = reasons.flatMap(({ reason, remedies }) => remedies.map((remedy) => [reason, remedy]));
    expect(silence.map(([reason, remedy]) => [reason, remedy])).toEqual(pairs);
    expect(recommendations.map(([reason]) => reason)).toEqual(reasons.map(({ reason }) => reason));
  });

  it.each(reasons)(
    "brings what the table says where the merchant is silent: $reason",
    ({ reason, remedies }) => {
      const actual = remedies.map((remedy) => [
        reason,
        remedy,
        onSilence(reason, remedy),
        mostFor(reason, remedy),
      ]);
      expect(actual).toEqual(silence.filter(([each]) => each === reason));
    },
  );

  it.each(recommendations)("recommends what the table says for %s", (reason = "", ...expected) => {
    const goods = ["DELIVERED", "IN_TRANSIT", "NOT_SHIPPED"] as const;
    expect(goods.map((where) => recommended(reason, where))).toEqual(expected);
  });
});

describe("compensation that silence brings", () => {
  it.each(reasons)("can be worked out again from the event: $reason", ({ reason, remedies }) => {
    for (const remedy of remedies) {
      const { obligations, formulaTraces = [] } = silenceEvent(ruleOf(rulebook, reason), remedy);
      const owed = obligations
        .filter(({ kind }) => kind === "COMPENSATION")
        .map(({ amountMinor }) => amountMinor);
      expect(formulaTraces.map(recompute).filter((amount) => amount > 0n)).toEqual(owed);
    }
  });

  it("is not guessed where a fact is missing: the platform looks at the case", () => {
    const rule = {
      ...ruleOf(rulebook, "PRICE_PROTECTION"),
      compensation: { formula: "PRICE_DIFFERENCE" } as const,
    };
    expect(silenceEvent(rule, "COMPENSATION")).toMatchObject({
      obligations: [],
      formulaTraces: [],
      after: { status: "QUEUED" },
    });
  });
});
