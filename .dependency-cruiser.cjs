const layers = ["domain", "persistence", "services", "graphql", "server"];

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "no-circular",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    ...layers
      .map((layer, depth) => ({
        name: `${layer}-imports-only-downward`,
        severity: "error",
        from: { path: `^src/${layer}/` },
        to: { path: layers.slice(depth + 1).map((above) => `^src/${above}/`) },
      }))
      .filter((rule) => rule.to.path.length > 0),
    {
      name: "domain-is-pure",
      severity: "error",
      from: { path: "^src/domain/" },
      to: { pathNot: "^src/domain/" },
    },
    {
      name: "typeorm-stays-in-persistence",
      severity: "error",
      from: { path: "^src/(graphql|domain)/" },
      to: { path: "node_modules/(typeorm|pg)/" },
    },
    {
      name: "services-know-typeorm-by-type-only",
      severity: "error",
      from: { path: "^src/services/" },
      to: { path: "node_modules/(typeorm|pg)/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "graphql-stays-on-top",
      severity: "error",
      from: { path: "^src/(domain|persistence|services)/" },
      to: { path: "node_modules/(type-graphql|graphql|@apollo|graphql-ws)/" },
    },
    {
      name: "resolvers-never-touch-tables",
      severity: "error",
      from: { path: "^src/graphql/.*resolver\\.ts$" },
      to: { path: "^src/persistence/" },
    },
    {
      name: "src-does-not-import-tests-or-seeds",
      severity: "error",
      from: { path: "^src/(domain|persistence|services|graphql)/" },
      to: { path: "^(tests|seeds|bench)/" },
    },
    { name: "no-orphans", severity: "error", from: { orphan: true, pathNot: "\\.d\\.ts$" }, to: {} },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default"],
    },
  },
};
