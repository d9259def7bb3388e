import { Reach, isStaff, reachOf } from "../../../domain/access/policy.js";
import { Role } from "../../../domain/access/viewer.js";
import { columns, expression, pointingBack, type ReadType } from "../read-type.js";
import { mediatorVisible, memberVisible, merchantVisible, shopperVisible } from "../visibility.js";

/** How merchants, their members, shoppers and mediators are read. */
export const partyTypes: readonly ReadType[] = [
  {
    name: "Merchant",
    table: "merchant",
    visible: merchantVisible,
    fields: {
      ...columns("id", "name", "city", "region"),
      members: { kind: "list", orderBy: "name, id", ...pointingBack("MerchantMember", "merchant_id") },
    },
  },
  {
    name: "MerchantMember",
    table: "merchant_member",
    visible: memberVisible,
    fields: columns("id", "name", "role"),
  },
  {
    name: "Shopper",
    table: "shopper",
    visible: shopperVisible,
    fields: {
      ...columns("id", "displayName", "region"),
      // Where a shopper lives is masked for merchants; a region is enough to judge a shipment.
      city: expression((row, { viewer }) =>
        reachOf(viewer.role) === Reach.MERCHANT ? "NULL::text" : `${row}.city`,
      ),
    },
  },
  {
    name: "Mediator",
    table: "mediator",
    visible: mediatorVisible,
    fields: {
      ...columns("id", "publicName"),
      // The two sides learn a mediator's public name and nothing else.
      level: expression((row, { viewer }) =>
        isStaff(viewer.role) || viewer.role === Role.INTEGRATION ? `${row}.level` : "NULL::smallint",
      ),
    },
  },
];
