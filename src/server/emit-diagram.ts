import { writeFileSync } from "node:fs";
import { stateDiagram } from "../domain/dispute/diagram.js";

const page = `# The dispute machine

Generated from the transition table (\`src/domain/dispute/transitions.ts\`) by \`npm run diagram:emit\`; a
test fails when the two differ. Actions that stay in a status are left out; "(later)" marks what is in
the table and not offered yet.

\`\`\`mermaid
${stateDiagram()}\`\`\`
`;

writeFileSync("docs/state-machine.md", page);
