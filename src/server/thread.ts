import { Worker, type WorkerOptions } from "node:worker_threads";

/**
 * Starts a thread on a program of this project. A thread does not have the loader of whoever runs from the sources, so there it
 * is given one.
 * @param program address of the program as compiled, e.g. `new URL("press-thread.js", import.meta.url)`
 */
export function startThread(program: URL, options: Omit<WorkerOptions, "eval"> = {}): Worker {
  if (!import.meta.url.endsWith(".ts")) return new Worker(program, options);
  const loader = JSON.stringify(import.meta.resolve("tsx/esm/api"));
  const start = `import(${loader}).then(({ register }) => { register(); return import(${JSON.stringify(program.href)}); })`;
  return new Worker(start, { ...options, eval: true });
}
