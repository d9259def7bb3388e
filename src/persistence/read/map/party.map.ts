import { Reach, isStaff, reachOf } from "../../../domain/access/policy.js";
import { Role } from "../../../domain/access/viewer.js";
import { openCasesSql } from "../../mediator.store.js";
import { columns, expression, pointingBack, type ReadField, type ReadType } from "../read-type.js";
import { mediatorVisible, memberVisible, merchantVisible, shopperVisible } from "../visibility.js";

/** Columns that only the platform's staff read, by field with their type. */
function forStaff(types: Readonly<Record<string, string>>): Record<string, ReadField> {
  return Object.fromEntries(
    Object.entries(types).map(([name, type]) => {
      const column = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
      return [
        name,
        expression((row, { viewer }) => (isStaff(viewer.role) ? `${row}.${column}` : `NULL::${type}`)),
      ];
    }),
  );
}

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
      ...forStaff({
        capacity: "integer",
        languages: "text[]",
        certifiedReasons: "text[]",
        shiftStartedAt: "timestamptz",
        shiftEndsAt: "timestamptz",
      }),
      openCases: expression((row, { viewer }) =>
        isStaff(viewer.role) ? openCasesSql(row) : "NULL::integer",
      ),
      certifications: {
        kind: "list",
        orderBy: "reason_group",
        ...{ type: "MediatorCertification", on: (parent, child) => `${child}.mediator_id = ${parent}.id` },
      },
    },
  },
  {
    name: "MediatorCertification",
    table: "mediator_certification",
    visible: (_row, { viewer }) => (isStaff(viewer.role) ? "TRUE" : "FALSE"),
    fields: columns("reasonGroup", "certifiedUntil"),
  },
];
