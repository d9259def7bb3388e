import type { MerchantDraft, ShopperDraft } from "../src/domain/order/order.js";
import type { MediatorProfile, MerchantMember } from "../src/persistence/staff.store.js";

/** Fixed UUIDs, so that tokens and examples can name people: kind and number can be read off them. */
function demoId(kind: number, number: number): string {
  return `01990000-0000-7000-8${String(kind).padStart(3, "0")}-${String(number).padStart(12, "0")}`;
}

function merchant(number: number, reference: string, name: string, place: readonly [string, string]) {
  return { id: demoId(1, number), reference, name, city: place[0], region: place[1] } satisfies MerchantDraft;
}

function shopper(number: number, displayName: string, place: readonly [string, string]) {
  const reference = `demo-shopper-${number}`;
  return {
    id: demoId(2, number),
    reference,
    displayName,
    city: place[0],
    region: place[1],
  } satisfies ShopperDraft;
}

/** The merchants of the demo. */
export const demoMerchants = {
  audio: merchant(1, "demo-merchant-audio", "Harbour Audio 海港数码", ["Shenzhen", "Guangdong"]),
  orchard: merchant(2, "demo-merchant-orchard", "Qinghe Orchard 清禾果园", ["Yantai", "Shandong"]),
  home: merchant(3, "demo-merchant-home", "Lumen Home 流明家居", ["Hangzhou", "Zhejiang"]),
} as const;
/** Name of a demo merchant. */
export type DemoMerchant = keyof typeof demoMerchants;

/** The shoppers of the demo. */
export const demoShoppers = {
  lin: shopper(1, "Lin Yue 林悦", ["Chengdu", "Sichuan"]),
  chen: shopper(2, "Chen Bo 陈博", ["Wuhan", "Hubei"]),
  zhao: shopper(3, "Zhao Min 赵敏之", ["Beijing", "Beijing"]),
  marta: shopper(4, "Marta K.", ["Lisbon", "Lisboa"]),
  noah: shopper(5, "Noah B.", ["Portland", "Oregon"]),
  aiko: shopper(6, "Aiko S. 愛子", ["Sapporo", "Hokkaido"]),
} as const;
/** Name of a demo shopper. */
export type DemoShopper = keyof typeof demoShoppers;

function member(
  number: number,
  of: DemoMerchant,
  role: MerchantMember["role"],
  name: string,
): MerchantMember {
  return { id: demoId(3, number), merchantId: demoMerchants[of].id, name, role };
}

/** One administrator and one agent for each merchant. */
export const demoMembers: readonly MerchantMember[] = [
  member(1, "audio", "MERCHANT_ADMIN", "Huang Wei 黄伟"),
  member(2, "audio", "MERCHANT_AGENT", "Luo Qian 罗倩"),
  member(3, "orchard", "MERCHANT_ADMIN", "Sun Hao 孙浩"),
  member(4, "orchard", "MERCHANT_AGENT", "Gao Jing 高静"),
  member(5, "home", "MERCHANT_ADMIN", "Shen Yi 沈一"),
  member(6, "home", "MERCHANT_AGENT", "Tang Rui 唐睿"),
];

/** Three mediators of level 1, the second of them related to Lumen Home, and a senior one. */
export const demoMediators: readonly MediatorProfile[] = [
  {
    id: demoId(4, 1),
    publicName: "Mediator Ash",
    level: 1,
    capacity: 20,
    certifiedReasons: [],
    relatedMerchantIds: [],
  },
  {
    id: demoId(4, 2),
    publicName: "Mediator Birch",
    level: 1,
    capacity: 20,
    certifiedReasons: [],
    relatedMerchantIds: [demoMerchants.home.id],
  },
  {
    id: demoId(4, 3),
    publicName: "Mediator Cedar",
    level: 1,
    capacity: 5,
    certifiedReasons: ["SPOILED_PERISHABLE", "EXPIRED_OR_NEAR_DATE", "FOOD_SAFETY", "NOT_RECEIVED", "OTHER"],
    relatedMerchantIds: [],
  },
  {
    id: demoId(4, 4),
    publicName: "Senior Mediator Elm",
    level: 2,
    capacity: 30,
    certifiedReasons: [],
    relatedMerchantIds: [],
  },
];
