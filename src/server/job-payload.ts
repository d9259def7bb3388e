/** The id that a job is about. @throws Error if its payload has none by that name */
export function idIn(payload: unknown, name: "disputeId" | "dossierId" | "fileId" | "simulationId"): string {
  const id: unknown = typeof payload === "object" && payload !== null ? Reflect.get(payload, name) : null;
  if (typeof id === "string") return id;
  throw new Error(`A job has no ${name}; its payload is ${JSON.stringify(payload)}.`);
}
