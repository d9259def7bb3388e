import tseslint from "typescript-eslint";

const readsTheWorld = [
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: "Time comes in as an argument.",
  },
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: "Time comes in as an argument.",
  },
  {
    selector: "MemberExpression[object.name='process'][property.name='env']",
    message: "Only src/server/config.ts reads the environment.",
  },
];

export default tseslint.config(
  { ignores: ["dist", "data", "coverage", "**/*.cjs", "**/*.mjs"] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // type-graphql object types, inputs and resolvers are classes by nature.
      "@typescript-eslint/no-extraneous-class": "off",
      "max-lines": ["error", { max: 250, skipBlankLines: true, skipComments: true }],
      "max-lines-per-function": ["error", { max: 50, skipBlankLines: true, skipComments: true }],
      complexity: ["error", 10],
      "max-params": ["error", 4],
      "no-console": "error",
    },
  },
  {
    files: ["src/domain/**", "src/persistence/**", "src/services/**", "src/graphql/**"],
    rules: { "no-restricted-syntax": ["error", ...readsTheWorld] },
  },
  {
    files: ["tests/**", "bench/**"],
    rules: {
      "max-lines-per-function": "off",
      "no-console": "off",
      "@typescript-eslint/no-non-null-assertion": "off",
    },
  },
);
