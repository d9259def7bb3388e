import { Field, ID, InterfaceType } from "type-graphql";

/** Relay's Node. */
@InterfaceType("Node", {
  description: "Anything that has an id of its own and can be read again with `node(id)`.",
  resolveType: (value: { readonly __typename: string }) => value.__typename,
})
export abstract class Node {
  @Field(() => ID, {
    description:
      "Opaque and unique over all types: keep it as it is. Its prefix only helps people to tell ids apart.",
  })
  id!: string;
}
