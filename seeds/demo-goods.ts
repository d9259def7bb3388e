import type { LinePromise } from "../src/domain/order/order.js";
import type { DemoMerchant } from "./demo-parties.js";

/** Something that a demo merchant sells. */
export interface DemoGoods {
  readonly merchant: DemoMerchant;
  readonly sku: string;
  readonly title: string;
  readonly variant: string | null;
  readonly category: string;
  readonly perishable: boolean;
}

type Naming = readonly [sku: string, title: string, variant: string | null, category: string];

function goods(
  merchant: DemoMerchant,
  [sku, title, variant, category]: Naming,
  perishable = false,
): DemoGoods {
  return { merchant, sku, title, variant, category, perishable };
}

/** The range of all demo merchants. */
export const demoGoods = {
  headphones: goods("audio", ["HA-100", "Over-ear headphones Tide 头戴耳机", "graphite", "electronics"]),
  speaker: goods("audio", ["HA-220", "Bookshelf speaker Cove 书架音箱", "walnut", "electronics"]),
  player: goods("audio", ["HA-310", "Portable music player Drift 便携播放器", "64 GB", "electronics"]),
  cable: goods("audio", ["HA-900", "Braided audio cable 音频线", "1.5 m", "accessories"]),
  cherries: goods("orchard", ["QO-010", "Cherries, fresh 新鲜樱桃", "2 kg", "fresh-food"], true),
  apples: goods("orchard", ["QO-020", "Apples, crisp 脆苹果", "5 kg", "fresh-food"], true),
  jam: goods("orchard", ["QO-510", "Hawthorn jam 山楂酱", "3 jars", "food"]),
  lamp: goods("home", ["LH-040", "Reading lamp Halo 阅读灯", "brass", "home"]),
  kettle: goods("home", ["LH-115", "Glass kettle 玻璃水壶", "1.2 l", "home"]),
  blanket: goods("home", ["LH-270", "Wool blanket 羊毛毯", "150 × 200 cm, grey", "home"]),
  chair: goods("home", ["LH-800", "Folding chair 折叠椅", "oak", "furniture"]),
} as const satisfies Readonly<Record<string, DemoGoods>>;

/** Promises that demo merchants make on their pages. */
export const demoPromises = {
  genuine: {
    kind: "GENUINE_OR_THREE_TIMES",
    text: "Genuine, or three times the price back. 假一赔三。",
    until: null,
  },
  freeReturn: {
    kind: "FREE_RETURN",
    text: "Return it free of charge within 30 days. 30天免费退货。",
    until: null,
  },
  fresh: {
    kind: "FRESH_OR_REFUND",
    text: "Arrives fresh, or the spoiled part is paid back. 坏果包赔。",
    until: null,
  },
} as const satisfies Readonly<Record<string, LinePromise>>;
