import { Chain, type BrokenLink } from "../services/log/broken-link.js";
import { verifyAll, type VerifiedCounts } from "../services/log/verify-all.js";

const links = { [Chain.CUSTODY]: "custody entry", [Chain.EVENTS]: "event" } as const;

function lineOf({ disputeNumber, chain, sequence, fileId, problem }: BrokenLink): string {
  const link = chain === Chain.FILES ? null : `${links[chain]} ${sequence}`;
  const file = fileId === null ? null : `file ${fileId}`;
  const place = [`dispute ${disputeNumber}`, link, file].filter((part) => part !== null).join(", ");
  return `Broken at ${place}: ${problem}`;
}

function linesOf(
  { disputes, events, entries, files, erased, bytes }: VerifiedCounts,
  { broken, read }: { readonly broken: number; readonly read: boolean },
): string[] {
  const how = read ? `${bytes} bytes decrypted and hashed` : "their bytes were not read, --files does that";
  return [
    ...(broken === 0 ? [] : [`Broken disputes: ${broken}, each with its first broken link. The rest holds:`]),
    `The log holds: ${events} events in the chains of ${disputes} disputes.`,
    `Custody holds: ${entries} entries.`,
    `Files hold: ${files}, ${erased} of them erased; ${how}.`,
  ];
}

/**
 * Verifies everything that is kept as proof and says what was found.
 * @param options.bytes whether stored bytes are read too
 * @param options.say takes one line
 * @returns whether all of it holds
 */
export async function verifyAloud(
  context: Parameters<typeof verifyAll>[0],
  { bytes, say }: { readonly bytes: boolean; readonly say: (line: string) => void },
): Promise<boolean> {
  let broken = 0;
  const counts = await verifyAll(context, {
    bytes,
    onBroken(link) {
      broken += 1;
      say(lineOf(link));
    },
  });
  for (const line of linesOf(counts, { broken, read: bytes })) say(line);
  return broken === 0;
}
