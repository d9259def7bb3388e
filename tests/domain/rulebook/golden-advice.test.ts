import { provesAfter, reasons, recommended, rulebook } from "./golden-cases.js";

/**
 * Reason, remedy claimed, and what is recommended: the merchant was silent and the goods came; it refused and they came;
 * it refused and they were never sent. What is not in it, nothing is recommended for.
 */
const advice = `
  CANCEL_BEFORE_SHIP              | REFUND             | MERCHANT                         | MERCHANT                   | SHOPPER, REFUND 60.00
  COUPON_OR_GIFT_NOT_HONOURED     | SEND_MISSING_PARTS | SHOPPER, SEND_MISSING_PARTS 0.00 | -                          | -
  COUPON_OR_GIFT_NOT_HONOURED     | COMPENSATION       | SHOPPER, COMPENSATION 60.00      | -                          | -
  DAMAGED_IN_TRANSIT              | PARTIAL_REFUND     | SHOPPER, PARTIAL_REFUND 60.00    | -                          | -
  DAMAGED_IN_TRANSIT              | EXCHANGE           | SHOPPER, EXCHANGE 0.00           | -                          | -
  DAMAGED_IN_TRANSIT              | RETURN_AND_REFUND  | SHOPPER, PARTIAL_REFUND 60.00    | -                          | -
  DAMAGED_IN_TRANSIT              | REPLACEMENT        | SHOPPER, REPLACEMENT 0.00        | -                          | -
  EXPIRED_OR_NEAR_DATE            | RETURN_AND_REFUND  | SHOPPER, RETURN_AND_REFUND 60.00 | -                          | -
  EXPIRED_OR_NEAR_DATE            | REFUND             | SHOPPER, RETURN_AND_REFUND 60.00 | -                          | -
  EXPIRED_OR_NEAR_DATE            | PARTIAL_REFUND     | SHOPPER, RETURN_AND_REFUND 60.00 | -                          | -
  FALSE_DISPATCH                  | REFUND             | MERCHANT                         | MERCHANT                   | SHOPPER, REFUND 60.00, COMPENSATION 9.00
  FALSE_DISPATCH                  | COMPENSATION       | MERCHANT                         | MERCHANT                   | SHOPPER, REFUND 100.00, COMPENSATION 9.00
  FREIGHT_DISPUTE                 | REFUND_FREIGHT     | SHOPPER, REFUND_FREIGHT 8.00     | -                          | -
  FREIGHT_DISPUTE                 | COMPENSATION       | SHOPPER, REFUND_FREIGHT 10.00    | -                          | -
  LATE_DISPATCH                   | REFUND             | SHOPPER, COMPENSATION 5.00       | SHOPPER, COMPENSATION 5.00 | SHOPPER, REFUND 60.00, COMPENSATION 5.00
  LATE_DISPATCH                   | COMPENSATION       | SHOPPER, COMPENSATION 5.00       | SHOPPER, COMPENSATION 5.00 | SHOPPER, REFUND 100.00, COMPENSATION 5.00
  LOST_IN_TRANSIT                 | REFUND             | MERCHANT                         | MERCHANT                   | SHOPPER, REFUND 60.00
  LOST_IN_TRANSIT                 | REPLACEMENT        | MERCHANT                         | MERCHANT                   | SHOPPER, REFUND 100.00
  MISSING_OR_SHORT                | SEND_MISSING_PARTS | SHOPPER, SEND_MISSING_PARTS 0.00 | -                          | -
  MISSING_OR_SHORT                | REPLACEMENT        | SHOPPER, REPLACEMENT 0.00        | -                          | -
  MISSING_OR_SHORT                | PARTIAL_REFUND     | SHOPPER, PARTIAL_REFUND 60.00    | -                          | -
  MISSING_OR_SHORT                | REFUND             | SHOPPER, PARTIAL_REFUND 60.00    | -                          | -
  MISSING_OR_SHORT                | COMPENSATION       | SHOPPER, COMPENSATION 60.00      | -                          | -
  NOT_AS_DESCRIBED                | RETURN_AND_REFUND  | SHOPPER, RETURN_AND_REFUND 60.00 | -                          | -
  NOT_AS_DESCRIBED                | EXCHANGE           | SHOPPER, EXCHANGE 0.00           | -                          | -
  NOT_AS_DESCRIBED                | PARTIAL_REFUND     | SHOPPER, RETURN_AND_REFUND 60.00 | -                          | -
  NOT_RECEIVED                    | REFUND             | -                                | MERCHANT                   | SHOPPER, REFUND 60.00
  NOT_RECEIVED                    | REPLACEMENT        | -                                | MERCHANT                   | SHOPPER, REFUND 100.00
  NOT_RECEIVED                    | PARTIAL_REFUND     | -                                | MERCHANT                   | SHOPPER, REFUND 60.00
  NO_REASON_RETURN                | RETURN_AND_REFUND  | SHOPPER, RETURN_AND_REFUND 60.00 | -                          | -
  OUT_OF_STOCK_OR_REFUSES_TO_SHIP | REFUND             | MERCHANT                         | MERCHANT                   | SHOPPER, REFUND 60.00, COMPENSATION 10.00
  OUT_OF_STOCK_OR_REFUSES_TO_SHIP | COMPENSATION       | MERCHANT                         | MERCHANT                   | SHOPPER, REFUND 100.00, COMPENSATION 10.00
  PRICE_PROTECTION                | COMPENSATION       | SHOPPER, COMPENSATION 60.00      | -                          | -
  PRICE_PROTECTION                | PARTIAL_REFUND     | SHOPPER, COMPENSATION 60.00      | -                          | -
  QUALITY_DEFECT                  | RETURN_AND_REFUND  | SHOPPER, RETURN_AND_REFUND 60.00 | -                          | -
  QUALITY_DEFECT                  | EXCHANGE           | SHOPPER, EXCHANGE 0.00           | -                          | -
  QUALITY_DEFECT                  | REPAIR             | SHOPPER, REPAIR 0.00             | -                          | -
  QUALITY_DEFECT                  | PARTIAL_REFUND     | SHOPPER, RETURN_AND_REFUND 60.00 | -                          | -
  QUALITY_DEFECT                  | REPLACEMENT        | SHOPPER, REPLACEMENT 0.00        | -                          | -
  REFUND_WITHHELD_AFTER_RETURN    | REFUND             | SHOPPER, REFUND 60.00            | -                          | -
  REFUND_WITHHELD_AFTER_RETURN    | PARTIAL_REFUND     | SHOPPER, REFUND 60.00            | -                          | -
  SIGNED_NOT_RECEIVED             | REFUND             | SHOPPER, REFUND 60.00            | -                          | -
  SIGNED_NOT_RECEIVED             | REPLACEMENT        | SHOPPER, REPLACEMENT 0.00        | -                          | -
  TRACKING_STALLED                | REFUND             | MERCHANT                         | MERCHANT                   | -
  TRACKING_STALLED                | REPLACEMENT        | MERCHANT                         | MERCHANT                   | -
  UNLICENSED_OR_UNLABELLED        | RETURN_AND_REFUND  | SHOPPER, RETURN_AND_REFUND 60.00 | -                          | -
  UNLICENSED_OR_UNLABELLED        | PARTIAL_REFUND     | SHOPPER, RETURN_AND_REFUND 60.00 | -                          | -
  WRONG_ITEM                      | EXCHANGE           | SHOPPER, EXCHANGE 0.00           | -                          | -
  WRONG_ITEM                      | RETURN_AND_REFUND  | SHOPPER, RETURN_AND_REFUND 60.00 | -                          | -
  WRONG_ITEM                      | PARTIAL_REFUND     | SHOPPER, RETURN_AND_REFUND 60.00 | -                          | -
`
  .trim()
  .split("\n")
  .map((row) => row.split("|").map((cell) => cell.trim()));

describe("the advice of the default rulebook, on the standard case", () => {
  it.each(reasons)("is what the table says for every remedy: $reason", ({ reason, remedies }) => {
    const actual = remedies.map((remedy) => [
      reason,
      remedy,
      recommended(reason, "DELIVERED", { remedy }),
      recommended(reason, "DELIVERED", { remedy, refused: true }),
      recommended(reason, "NOT_SHIPPED", { remedy, refused: true }),
    ]);
    const advised = actual.filter((row) => row.slice(2).some((cell) => cell !== "-"));
    expect(advised).toEqual(advice.filter(([each]) => each === reason));
  });

  it("lets the burden of proof change sides half a year after the delivery, for defects alone", () => {
    const change = reasons.filter(({ reason }) => provesAfter(reason, 180) !== provesAfter(reason, 181));
    expect(change.map(({ reason }) => reason)).toEqual(["QUALITY_DEFECT", "WARRANTY_REPAIR"]);
    expect(provesAfter("QUALITY_DEFECT", 181)).toBe("SHOPPER");
  });
});

it("promises of the default rulebook amount to what marketplaces write beside their goods", () => {
  const promises = rulebook.promises.map(({ kind, reasons: concerned, change, windowToItsEnd }) => {
    return [kind, ...concerned, change, windowToItsEnd];
  });
  expect(promises).toEqual([
    ["FREE_RETURN", "NO_REASON_RETURN", { freightBearer: "MERCHANT", windowDays: 30 }, true],
    [
      ...["GENUINE_OR_THREE_TIMES", "COUNTERFEIT"],
      ...[{ compensation: { formula: "PROMISED_MULTIPLE", multiple: 3 } }, false],
    ],
    ["FRESH_OR_REFUND", "SPOILED_PERISHABLE", { windowDays: 3 }, false],
  ]);
});
