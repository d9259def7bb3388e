import { OrderStatus, type LinePromise } from "../src/domain/order/order.js";
import { demoGoods, demoPromises, type DemoGoods } from "./demo-goods.js";
import { arrived, lost, moving, stalled, type DemoParcel } from "./demo-parcels.js";
import type { DemoShopper } from "./demo-parties.js";

/** One line of a demo order; amounts are decimal strings in major units. */
export interface DemoLine {
  readonly goods: DemoGoods;
  readonly unitPrice: string;
  readonly quantity?: number;
  readonly discount?: string;
  readonly freight?: string;
  readonly promises?: readonly LinePromise[];
  /** Amounts that were refunded a day ago. */
  readonly refunded?: readonly string[];
}

/** A demo order; days are counted back from now. */
export interface DemoOrder {
  readonly reference: string;
  readonly shopper: DemoShopper;
  readonly currency: string;
  readonly status: OrderStatus;
  readonly daysAgo: number;
  readonly promisedAfterDays: number;
  readonly methods: readonly string[];
  readonly lines: readonly DemoLine[];
  readonly parcels: readonly DemoParcel[];
}

const { APPROVED, CANCELLED, DELIVERED, INVOICED, PROCESSING, SHIPPED } = OrderStatus;
const { freeReturn, fresh, genuine } = demoPromises;

type Head = readonly [
  number: number,
  shopper: DemoShopper,
  currency: string,
  status: OrderStatus,
  daysAgo: number,
  promisedAfterDays: number,
];

function order(
  [number, shopper, currency, status, daysAgo, promisedAfterDays]: Head,
  lines: readonly DemoLine[],
  parcels: readonly DemoParcel[] = [],
  methods: readonly string[] = ["wallet"],
): DemoOrder {
  const reference = `DEMO-${number}`;
  return { reference, shopper, currency, status, daysAgo, promisedAfterDays, methods, lines, parcels };
}

const { apples, blanket, cable, chair, cherries, headphones, jam, kettle, lamp, player, speaker } = demoGoods;

/** All orders of the demo: what arrived, what is late, what is lost, what was never sent. */
export const demoOrders: readonly DemoOrder[] = [
  // Delivered: defects, wrong descriptions, returns.
  order(
    [1001, "lin", "CNY", DELIVERED, 6, 5],
    [{ goods: headphones, unitPrice: "899.00", freight: "12.00", promises: [genuine, freeReturn] }],
    [arrived("audio", 2)],
  ),
  order(
    [1002, "lin", "CNY", DELIVERED, 9, 4],
    [
      { goods: lamp, unitPrice: "268.00", quantity: 2, discount: "36.00", freight: "15.00" },
      { goods: kettle, unitPrice: "129.00" },
    ],
    [arrived("home", 4)],
    ["wallet", "voucher"],
  ),
  order(
    [1003, "chen", "CNY", DELIVERED, 30, 6],
    [{ goods: player, unitPrice: "1599.00", promises: [genuine] }],
    [arrived("audio", 25)],
  ),
  order(
    [1004, "chen", "CNY", DELIVERED, 12, 5],
    [{ goods: blanket, unitPrice: "459.00", freight: "10.00" }],
    [arrived("home", 8)],
  ),
  order(
    [1005, "zhao", "CNY", DELIVERED, 20, 5],
    [
      {
        goods: chair,
        unitPrice: "379.00",
        quantity: 4,
        discount: "116.00",
        freight: "60.00",
        refunded: ["120.00"],
      },
    ],
    [arrived("home", 15)],
    ["card"],
  ),
  order(
    [1006, "zhao", "CNY", DELIVERED, 11, 4],
    [{ goods: cable, unitPrice: "39.90", quantity: 3 }],
    [arrived("audio", 7)],
  ),
  // Fresh food: hours count.
  order(
    [1007, "lin", "CNY", DELIVERED, 3, 2],
    [{ goods: cherries, unitPrice: "168.00", freight: "18.00", promises: [fresh] }],
    [arrived("orchard", 0.5, 1.8)],
  ),
  order(
    [1008, "chen", "CNY", SHIPPED, 8, 2],
    [{ goods: cherries, unitPrice: "168.00", quantity: 2, freight: "18.00" }],
    [stalled("orchard", 7)],
  ),
  order(
    [1009, "zhao", "CNY", DELIVERED, 4, 3],
    [
      { goods: apples, unitPrice: "59.00", freight: "8.00", promises: [fresh] },
      { goods: jam, unitPrice: "48.00", discount: "5.00" },
    ],
    [arrived("orchard", 1, 2)],
  ),
  // Paid and not sent, some of it past the promised day.
  order([1010, "lin", "CNY", APPROVED, 1, 5], [{ goods: speaker, unitPrice: "1288.00", freight: "30.00" }]),
  order(
    [1011, "chen", "CNY", PROCESSING, 9, 5],
    [{ goods: headphones, unitPrice: "899.00", freight: "12.00" }],
  ),
  order(
    [1012, "zhao", "CNY", INVOICED, 6, 4],
    [{ goods: lamp, unitPrice: "268.00", freight: "15.00" }],
    [],
    ["card"],
  ),
  order(
    [1013, "lin", "CNY", CANCELLED, 10, 6],
    [{ goods: kettle, unitPrice: "129.00", refunded: ["129.00"] }],
  ),
  // On the way.
  order(
    [1014, "chen", "CNY", SHIPPED, 4, 6],
    [{ goods: speaker, unitPrice: "1288.00", quantity: 2, freight: "45.00" }],
    [moving("audio", 2)],
  ),
  order(
    [1015, "zhao", "CNY", SHIPPED, 14, 6],
    [{ goods: blanket, unitPrice: "459.00", freight: "10.00" }],
    [stalled("home", 12)],
  ),
  order(
    [1016, "lin", "CNY", SHIPPED, 16, 7],
    [{ goods: player, unitPrice: "1599.00", freight: "20.00" }],
    [lost("audio", 13)],
  ),
  // Several merchants in one order.
  order(
    [1017, "chen", "CNY", DELIVERED, 13, 6],
    [
      { goods: headphones, unitPrice: "899.00", discount: "50.00", promises: [genuine] },
      { goods: lamp, unitPrice: "268.00", freight: "15.00" },
      { goods: jam, unitPrice: "48.00", quantity: 2, freight: "6.00" },
    ],
    [arrived("audio", 9), arrived("home", 8), arrived("orchard", 7)],
  ),
  order(
    [1018, "zhao", "CNY", SHIPPED, 7, 5],
    [
      { goods: apples, unitPrice: "59.00", quantity: 2, freight: "8.00" },
      { goods: chair, unitPrice: "379.00", freight: "25.00" },
    ],
    [arrived("orchard", 2, 3)],
    ["wallet", "card"],
  ),
  // Above what a mediator of level 1 may decide.
  order(
    [1019, "zhao", "CNY", DELIVERED, 10, 5],
    [{ goods: speaker, unitPrice: "1288.00", quantity: 6, promises: [genuine] }],
    [arrived("audio", 6)],
  ),
  // Other currencies: two decimal places, and none.
  order(
    [1020, "marta", "EUR", DELIVERED, 15, 9],
    [{ goods: lamp, unitPrice: "34.90", freight: "4.95", promises: [freeReturn] }],
    [arrived("home", 5, 8)],
  ),
  order(
    [1021, "marta", "EUR", SHIPPED, 21, 10],
    [{ goods: blanket, unitPrice: "59.00", freight: "6.50" }],
    [stalled("home", 18)],
  ),
  order(
    [1022, "noah", "USD", DELIVERED, 18, 10],
    [{ goods: headphones, unitPrice: "129.99", discount: "13.00", freight: "9.99", promises: [genuine] }],
    [arrived("audio", 8, 7)],
    ["card"],
  ),
  order(
    [1023, "noah", "USD", PROCESSING, 12, 8],
    [{ goods: speaker, unitPrice: "179.50", quantity: 2, freight: "24.00" }],
  ),
  order(
    [1024, "aiko", "JPY", DELIVERED, 9, 6],
    [{ goods: kettle, unitPrice: "2480", freight: "550", promises: [freeReturn] }],
    [arrived("home", 4, 3)],
  ),
  order(
    [1025, "aiko", "JPY", SHIPPED, 11, 6],
    [{ goods: player, unitPrice: "29800", quantity: 1, freight: "800" }],
    [moving("audio", 8)],
  ),
];
