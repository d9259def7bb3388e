#!/usr/bin/env node
// Checks an Ombud dossier without a network and without anything but Node.js 20 or newer:
//
//   node verify.mjs dossier.zip [--key FINGERPRINT] [--sha256 HEX] [--json]
//
// Ends with 0 if everything holds, 1 if anything was changed, 2 if there was nothing to check. docs/dossier.md of Ombud
// describes the format. A dossier is a ZIP in one form only, byte for byte, so that no byte of it can be changed unseen.
import { createHash, createPublicKey, verify as verifySignature } from "node:crypto";
import { closeSync, fstatSync, openSync, readSync, realpathSync } from "node:fs";
import { basename } from "node:path";
import { pathToFileURL } from "node:url";
import * as zlib from "node:zlib";

const SCHEMA_VERSION = 1;
const READ_BYTES = 1024 * 1024;
const MAXIMUM_ENTRIES = 10_000;
const MAXIMUM_JSON_BYTES = 256 * 1024 * 1024;
const MAXIMUM_PROBLEMS = 20;
const unlisted = new Set(["manifest.json", "signature.json"]);
const required = [
  "README.txt",
  "dossier.json",
  "dossier.pdf",
  "manifest.json",
  "signature.json",
  "verify.mjs",
];

/** There is nothing that could be checked. */
class NothingToCheck extends Error {}

/** What does not hold; `entry`, `chain` and `sequence` say where. */
class Broken extends Error {
  constructor(problem, where = {}) {
    super(problem);
    this.where = where;
  }
}

// ---------------------------------------------------------------------------------------------------------------- ZIP

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value >>> 0;
});

function crcByTable(bytes, before) {
  let value = ~before;
  for (const byte of bytes) value = crcTable[(value ^ byte) & 0xff] ^ (value >>> 8);
  return ~value >>> 0;
}

const crc32 = zlib.crc32 ?? crcByTable;

function readAt(file, position, length) {
  const bytes = Buffer.alloc(length);
  let done = 0;
  while (done < length) {
    const read = readSync(file, bytes, done, length - done, position + done);
    if (read === 0) throw new Broken("The file ends too early: it was cut off.");
    done += read;
  }
  return bytes;
}

/** Reads the names and places of all entries; refuses every ZIP that the platform would not have written. */
function readDirectory(file, byteSize) {
  if (byteSize < 22) throw new NothingToCheck("This is no ZIP file: it is too short.");
  const end = readAt(file, byteSize - 22, 22);
  if (end.readUInt32LE(0) !== 0x06054b50) {
    if (readAt(file, 0, 4).readUInt32LE(0) !== 0x04034b50) throw new NothingToCheck("This is no ZIP file.");
    throw new Broken("The end of the ZIP is missing: it was cut off, or something was added after it.");
  }
  const count = end.readUInt16LE(10);
  const [size, offset] = [end.readUInt32LE(12), end.readUInt32LE(16)];
  const plain = end.readUInt32LE(4) === 0 && end.readUInt16LE(8) === count && end.readUInt16LE(20) === 0;
  if (!plain || offset + size !== byteSize - 22) {
    throw new Broken("The end of the ZIP does not fit the file: something was added, removed or changed.");
  }
  if (count > MAXIMUM_ENTRIES || size > count * (46 + 1024)) {
    throw new Broken(`The ZIP says that it has ${count} entries, which no dossier has.`);
  }
  return entriesIn(readAt(file, offset, size), { count, offset, file });
}

function entriesIn(directory, { count, offset: directoryAt, file }) {
  const entries = new Map();
  let [at, next] = [0, 0];
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > directory.length) throw new Broken("The directory of the ZIP ends too early.");
    const nameLength = directory.readUInt16LE(at + 28);
    const record = directory.subarray(at, at + 46 + nameLength);
    const name = nameOf(record.subarray(46), nameLength);
    if (entries.has(name)) throw new Broken(`The ZIP has two entries of the name ${name}.`, { entry: name });
    const entry = entryFrom(record, name);
    if (entry.offset !== next) {
      throw new Broken("Entries overlap, or something stands between them.", { entry: name });
    }
    const dataAt = entry.offset + 30 + nameLength;
    next = dataAt + entry.byteSize;
    if (next > directoryAt) throw new Broken("The entry is longer than the ZIP.", { entry: name });
    if (!readAt(file, entry.offset, 30 + nameLength).equals(localHeader(record))) {
      throw new Broken("The header of the entry is not what the directory of the ZIP says.", { entry: name });
    }
    entries.set(name, { ...entry, dataAt });
    at += record.length;
  }
  if (at !== directory.length || next !== directoryAt) {
    throw new Broken("There is something in the ZIP that belongs to no entry.");
  }
  return entries;
}

const unsafe = /[\u0000-\u001f\u007f<>:"|?*\\]/;

function nameOf(bytes, length) {
  const name = bytes.toString("utf8");
  const parts = name.split("/");
  const isSafe =
    bytes.length === length &&
    Buffer.from(name).equals(bytes) &&
    !unsafe.test(name) &&
    parts.every((part) => part !== "" && part !== "." && part !== "..");
  const isKnown = required.includes(name) || (parts.length === 3 && parts[0] === "files");
  if (isSafe && isKnown) return name;
  throw new Broken(
    `The ZIP has an entry of the name ${JSON.stringify(name.slice(0, 200))}, which no dossier has.`,
    {
      entry: name.slice(0, 200),
    },
  );
}

function entryFrom(record, entry) {
  const [method, packed] = [record.readUInt16LE(10), record.readUInt32LE(20)];
  const byteSize = record.readUInt32LE(24);
  if (method !== 0 || packed !== byteSize)
    throw new Broken("The entry is compressed, which no dossier's is.", { entry });
  const expected = Buffer.from(record);
  // Made by 2.0 on Unix, needed 2.0, UTF-8, stored, no date, no extra field or comment, an ordinary file.
  expected.writeUInt32LE(0x02014b50, 0);
  expected.writeUInt32LE(0x0014_0314, 4);
  expected.writeUInt32LE(0x0000_0800, 8);
  expected.writeUInt32LE(0x0021_0000, 12);
  expected.fill(0, 30, 38);
  expected.writeUInt32LE(0x81a4_0000, 38);
  if (!record.equals(expected))
    throw new Broken("The directory of the ZIP says what no dossier's does.", { entry });
  return { byteSize, crc: record.readUInt32LE(16), offset: record.readUInt32LE(42) };
}

function localHeader(record) {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  record.copy(header, 4, 6, 30);
  return Buffer.concat([header, record.subarray(46)]);
}

/** The SHA-256 of an entry; its CRC is checked on the way. */
function hashEntry(file, entry, name) {
  const hash = createHash("sha256");
  let crc = 0;
  for (let done = 0; done < entry.byteSize; done += READ_BYTES) {
    const bytes = readAt(file, entry.dataAt + done, Math.min(READ_BYTES, entry.byteSize - done));
    hash.update(bytes);
    crc = crc32(bytes, crc);
  }
  if (crc !== entry.crc) throw new Broken(`${name} was changed: its checksum is wrong.`, { entry: name });
  return hash.digest("hex");
}

function readJson(file, entry, name) {
  if (entry.byteSize > MAXIMUM_JSON_BYTES)
    throw new Broken(`${name} is larger than it can be.`, { entry: name });
  const bytes = readAt(file, entry.dataAt, entry.byteSize);
  try {
    return { bytes, value: JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) };
  } catch {
    throw new Broken(`${name} is no JSON any more: it was changed.`, { entry: name });
  }
}

// ------------------------------------------------------------------------------------------------------------- hashes

/** Canonical JSON, RFC 8785. */
function canonical(value) {
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(",")}}`;
}

function sha256(...parts) {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("hex");
}

const isHash = (value) => typeof value === "string" && /^[0-9a-f]{64}$/.test(value);
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const listOf = (value) => (Array.isArray(value) ? value.filter(isObject) : []);

// ----------------------------------------------------------------------------------------------------------- manifest

function checkSignature({ bytes }, { bytes: written, value }, expectedKey) {
  const where = { entry: "signature.json" };
  const { algorithm, publicKey, fingerprint, signature } = isObject(value) ? value : {};
  const raw = Buffer.from(String(publicKey), "base64");
  const signed = Buffer.from(String(signature), "base64");
  const isWhole =
    algorithm === "Ed25519" &&
    raw.length === 32 &&
    signed.length === 64 &&
    raw.toString("base64") === publicKey &&
    signed.toString("base64") === signature &&
    fingerprint === sha256(raw) &&
    // Nothing else vouches for these bytes: blanks and doubled keys would change them unseen.
    written.equals(
      Buffer.from(`${JSON.stringify({ algorithm, publicKey, fingerprint, signature }, null, 2)}\n`),
    );
  if (!isWhole) throw new Broken("signature.json was changed: it holds no signature.", where);
  const key = createPublicKey({
    key: Buffer.concat([Buffer.from("302a300506032b6570032100", "hex"), raw]),
    format: "der",
    type: "spki",
  });
  if (!verifySignature(null, bytes, key, signed)) {
    throw new Broken("manifest.json is not what was signed, or signature.json was changed.", {
      entry: "manifest.json",
    });
  }
  if (expectedKey !== undefined && expectedKey.toLowerCase() !== fingerprint) {
    throw new Broken(`It was signed with the key ${fingerprint}, not with the one that you expect.`, where);
  }
  return fingerprint;
}

function checkManifest(value, problems) {
  const where = { entry: "manifest.json" };
  if (!isObject(value) || value.format !== "ombud-dossier")
    throw new Broken("manifest.json is no manifest.", where);
  if (value.schemaVersion !== SCHEMA_VERSION) {
    // What was changed says nothing about its version.
    if (problems.length > 0) throw problems[0];
    throw new NothingToCheck(
      `The dossier is of version ${value.schemaVersion}, and this program knows ${SCHEMA_VERSION}. Use the one inside it.`,
    );
  }
  const entries = listOf(value.entries);
  if (entries.length !== value.entries?.length) throw new Broken("manifest.json lists no entries.", where);
  const byPath = new Map(entries.map((entry) => [entry.path, entry]));
  if (byPath.size !== entries.length) throw new Broken("manifest.json names an entry twice.", where);
  return byPath;
}

/** Compares every entry with the manifest. @returns the problems, in the order of the ZIP */
function checkEntries(file, entries, listed) {
  const problems = [];
  for (const [name, entry] of entries) {
    if (unlisted.has(name)) continue;
    const expected = listed.get(name);
    if (expected === undefined) {
      problems.push(new Broken(`${name} is not in the manifest: it was added.`, { entry: name }));
      continue;
    }
    try {
      const found = hashEntry(file, entry, name);
      if (found !== expected.sha256 || entry.byteSize !== expected.byteSize) {
        problems.push(
          new Broken(`${name} was changed: its SHA-256 is not the one in the manifest.`, { entry: name }),
        );
      }
    } catch (error) {
      if (!(error instanceof Broken)) throw error;
      problems.push(error);
    }
  }
  for (const path of listed.keys()) {
    if (!entries.has(path)) problems.push(new Broken(`${path} is missing: it was removed.`, { entry: path }));
  }
  return problems;
}

/** The manifest and its signature come first, then everything in the order of the manifest. */
function* orderProblems(entries, listed) {
  const order = [...unlisted, ...listed.keys()];
  const moved = [...entries.keys()].find((name, index) => name !== order[index]);
  if (moved !== undefined)
    yield new Broken(`${moved} stands in another place than it was written.`, { entry: moved });
}

// -------------------------------------------------------------------------------------------------------------- chains

const contents = {
  events: {
    PLATFORM: ["type", "audience", "actorRole", "actorId", "payload", "clause", "occurredAt"],
    OWN: ["type", "audience", "actorRole", "payload", "clause", "occurredAt"],
  },
  custody: {
    PLATFORM: [
      ...["fileId", "act", "actorRole", "actorId", "detail", "occurredAt", "eventSequence", "eventHash"],
    ],
    OWN: ["fileId", "act", "actorRole", "detail", "occurredAt"],
  },
};

function genesisOf(chain, kind, { disputeId, view }) {
  if (kind === "PLATFORM") return sha256(`ombud:${chain === "events" ? "dispute" : "custody"}:${disputeId}`);
  return sha256(`ombud:dossier:${chain}:${view}:${disputeId}`);
}

/**
 * Follows a chain link by link. Of a withheld link there is nothing but its hashes: it connects, and tells nothing.
 * @throws Broken at the first link that does not hold
 */
function checkChain(chain, said, about) {
  const kind = about.chains?.kind;
  const fields = Object.hasOwn(contents[chain], kind) ? contents[chain][kind] : undefined;
  const links = said?.[chain];
  if (fields === undefined || !Array.isArray(links))
    throw new Broken(`dossier.json has no ${chain}.`, { chain });
  let previous = genesisOf(chain, kind, about);
  links.forEach((link, index) => {
    const where = { chain, sequence: index + 1 };
    if (!isObject(link) || link.sequence !== index + 1) {
      throw new Broken(`Link ${index + 1} of ${chain} is missing or out of order.`, where);
    }
    if (link.previousHash !== previous) {
      throw new Broken(
        `Link ${index + 1} of ${chain} does not follow the one before: one was removed, added or moved.`,
        where,
      );
    }
    if (!isHash(link.hash)) throw new Broken(`Link ${index + 1} of ${chain} has no hash.`, where);
    checkLink(link, { fields, kind, where, disputeId: about.disputeId });
    previous = link.hash;
  });
  const head = about.chains?.[chain];
  if (head?.count !== links.length || head?.head !== previous) {
    throw new Broken(`${chain} ends elsewhere than manifest.json says: links were cut off or added.`, {
      chain,
      sequence: links.length,
    });
  }
}

function checkLink(link, { fields, kind, where, disputeId }) {
  const { sequence, previousHash, hash, ...content } = link;
  const name = `Link ${sequence} of ${where.chain}`;
  if (content.withheld === true && kind === "PLATFORM") {
    if (Object.keys(content).length > 1)
      throw new Broken(`${name} is withheld and yet says something.`, where);
    return;
  }
  const keys = Object.keys(content);
  if (keys.length !== fields.length || !fields.every((field) => Object.hasOwn(content, field))) {
    throw new Broken(`${name} has other parts than it should.`, where);
  }
  if (sha256(previousHash, canonical({ disputeId, sequence, ...content })) !== hash) {
    throw new Broken(`${name} was changed: what it says does not fit its hash.`, where);
  }
}

const namingCustody = new Set(["EVIDENCE_EXCHANGED", "EVIDENCE_REDACTED"]);

/** The two logs of the platform name each other's ends. */
function checkCrossing({ events, custody }, about) {
  if (about.chains.kind !== "PLATFORM") return;
  for (const { sequence, eventSequence, eventHash, withheld } of custody) {
    if (withheld || events[eventSequence - 1]?.hash === eventHash) continue;
    const where = { chain: "custody", sequence };
    throw new Broken(`Link ${sequence} of custody names an event that is not in the log as it says.`, where);
  }
  for (const { sequence, type, payload } of events) {
    const end = namingCustody.has(type) ? payload?.custody : null;
    if (!isObject(end) || end.sequence === 0 || custody[end.sequence - 1]?.hash === end.hash) continue;
    throw new Broken(
      `Link ${sequence} of events names an end of custody that is not in the log as it says.`,
      {
        chain: "events",
        sequence,
      },
    );
  }
}

// ------------------------------------------------------------------------------------------------- what the chains prove

/** The text of a message stands beside the log, which has its hash. */
function* messageProblems({ events, statements }) {
  const told = new Map(
    events.filter(({ type }) => type === "MESSAGE_SENT").map((event) => [event.payload?.messageId, event]),
  );
  for (const { id, text, ...about } of listOf(statements)) {
    const event = told.get(id);
    told.delete(id);
    if (event === undefined)
      yield new Broken(`The statement ${id} is not in the log: it was added.`, { statement: id });
    else if (event.payload.textHash !== sha256(canonical(text))) {
      yield new Broken(`The statement ${id} was changed: the log has another hash of its text.`, {
        statement: id,
      });
    } else if (!saysWho(about, event)) {
      yield new Broken(`The statement ${id} was changed: the log has another author, channel or time.`, {
        statement: id,
      });
    }
  }
  for (const [id, { sequence }] of told) {
    yield new Broken(`The statement ${id} is missing, which link ${sequence} of events tells of.`, {
      statement: id,
    });
  }
}

const saysWho = ({ authorRole, channel, sentAt }, { actorRole, payload, occurredAt }) =>
  authorRole === actorRole && channel === payload.channel && sentAt === occurredAt;

function contentHashOf(item) {
  const { id: itemId, slot, source, record, narrative, happenedAt, capturedAt, orderLineIds, files } = item;
  if (source === "SYSTEM") return sha256(canonical({ itemId, slot, record }));
  return sha256(canonical({ itemId, slot, narrative, happenedAt, capturedAt, orderLineIds, files }));
}

/** What a side has handed in the log always tells of; records that the platform attached not to each side. */
const isTold = ({ id, source }, told) => source !== "SYSTEM" || told.has(id);

/** What becomes of an item after it was handed in, by the event that decides it. */
const decisions = new Map([
  ["EVIDENCE_ADMITTED", "ADMITTED"],
  ["EVIDENCE_EXCLUDED", "EXCLUDED"],
  ["EVIDENCE_QUARANTINED", "QUARANTINED"],
  ["EVIDENCE_WITHDRAWN", "WITHDRAWN"],
]);
/** The statuses in which whoever was told of an item can see it. */
const open = new Set(["ADMITTED", "EXCHANGED", "EXCLUDED"]);

/** Each item as the log tells of it last. */
function toldItems(events) {
  const told = new Map();
  for (const { type, payload } of events) {
    const { item, items, submitted, dispute, itemId } = isObject(payload) ? payload : {};
    for (const each of [
      ...listOf([item]),
      ...listOf(items),
      ...listOf(submitted),
      ...listOf(dispute?.evidence?.items),
    ]) {
      if (isHash(each.contentHash)) told.set(each.id, each);
    }
    if (told.has(itemId) && decisions.has(type)) {
      told.set(itemId, { ...told.get(itemId), status: decisions.get(type) });
    }
  }
  return told;
}

/** What the log has of an item beside the hash of its content. */
const ofLog = ["side", "slot", "source", "round", "status"];

function* itemProblems({ events, evidence, files }) {
  const told = toldItems(events);
  const known = new Map(listOf(files).map(({ id, sha256: hash }) => [id, hash]));
  for (const item of listOf(evidence)) {
    const where = { item: item.id };
    const said = told.get(item.id);
    if (contentHashOf(item) !== item.contentHash) {
      yield new Broken(`The item of evidence ${item.id} was changed: it does not fit its hash.`, where);
    } else if (said?.contentHash !== item.contentHash && isTold(item, told)) {
      yield new Broken(`The item of evidence ${item.id} is not one that the log tells of.`, where);
    } else if (said !== undefined && !ofLog.every((field) => said[field] === item[field])) {
      yield new Broken(`The item of evidence ${item.id} was changed: the log tells otherwise of it.`, where);
    }
    told.delete(item.id);
    for (const { id, sha256: hash } of listOf(item.files)) {
      if (known.get(id) !== hash)
        yield new Broken(`The item ${item.id} names the file ${id}, which is not there.`, where);
    }
  }
  for (const { id, status } of told.values()) {
    if (open.has(status))
      yield new Broken(`The item of evidence ${id} is missing, which the log tells of.`, { item: id });
  }
}

/** Every file must be the one whose hash custody has since it came in, or since a copy of it was made. */
function* fileProblems({ custody, files }, listed) {
  // The last one of each counts.
  const told = new Map(custody.map(({ act, fileId, detail }) => [`${act} ${fileId}`, detail?.sha256]));
  const hashOf = (fileId, act) => told.get(`${act} ${fileId}`) ?? null;
  const copies = new Map();
  for (const file of listOf(files)) {
    const { id, sha256: original, shared, path, copy } = file;
    const where = path === null ? { file: id } : { file: id, entry: path };
    if (hashOf(id, "HASHED") !== original) {
      yield new Broken(`Custody has another SHA-256 of the file ${id} than dossier.json.`, where);
    }
    if (isObject(shared) && hashOf(id, "SANITISED") !== shared.sha256) {
      yield new Broken(
        `Custody has another SHA-256 of the shared copy of the file ${id} than dossier.json.`,
        where,
      );
    }
    if (path === null) continue;
    copies.set(path, file);
    const entry = listed.get(path);
    const isNamed = entry?.file?.fileId === id && entry.file.copy === copy && path.startsWith(`files/${id}/`);
    const expected = copy === "ORIGINAL" ? original : shared?.sha256;
    if (!isNamed || entry.sha256 !== expected) {
      yield new Broken(`${path} is not the file whose hash custody has: it was swapped or changed.`, where);
    }
  }
  for (const path of listed.keys()) {
    if (!path.startsWith("files/") || copies.has(path)) continue;
    yield new Broken(`${path} is a file that dossier.json does not know.`, { entry: path });
  }
}

// ------------------------------------------------------------------------------------------------------------- verdict

function attempt(problems, work) {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Broken)) throw error;
    problems.push(error);
    return undefined;
  }
}

/** Whoever changed dossier.json may have changed its form, too: what cannot even be read as a dossier does not hold. */
function checkContent(dossier, manifest, listed, problems) {
  try {
    checkSayings(dossier, manifest, listed, problems);
  } catch (error) {
    if (error instanceof Broken) throw error;
    problems.push(
      new Broken(`dossier.json has another form than it should: ${error.message}`, { entry: "dossier.json" }),
    );
  }
}

function checkSayings(dossier, manifest, listed, problems) {
  if (
    !isObject(dossier) ||
    dossier.disputeId !== manifest.disputeId ||
    dossier.dossierId !== manifest.dossierId
  ) {
    problems.push(new Broken("dossier.json is not the one of this manifest.", { entry: "dossier.json" }));
    return;
  }
  const before = problems.length;
  attempt(problems, () => checkChain("events", dossier, manifest));
  attempt(problems, () => checkChain("custody", dossier, manifest));
  // What follows reads the links.
  if (problems.length > before) return;
  attempt(problems, () => checkCrossing(dossier, manifest));
  problems.push(...messageProblems(dossier), ...itemProblems(dossier), ...fileProblems(dossier, listed));
}

function checkOpened(file, byteSize, { key }) {
  const problems = [];
  const entries = readDirectory(file, byteSize);
  const missing = required.find((name) => !entries.has(name));
  if (missing !== undefined)
    throw new Broken(`${missing} is missing: this is no dossier, or it was removed.`, { entry: missing });
  for (const name of unlisted) attempt(problems, () => hashEntry(file, entries.get(name), name));
  const manifest = readJson(file, entries.get("manifest.json"), "manifest.json");
  const signed = attempt(problems, () =>
    checkSignature(manifest, readJson(file, entries.get("signature.json"), "signature.json"), key),
  );
  const listed = checkManifest(manifest.value, problems);
  problems.push(...checkEntries(file, entries, listed));
  const dossier = attempt(problems, () => readJson(file, entries.get("dossier.json"), "dossier.json"));
  if (dossier !== undefined) checkContent(dossier.value, manifest.value, listed, problems);
  if (problems.length === 0) problems.push(...orderProblems(entries, listed));
  return { problems, manifest: manifest.value, signed, entries, dossier: dossier?.value };
}

function hashFile(file, byteSize) {
  const hash = createHash("sha256");
  for (let done = 0; done < byteSize; done += READ_BYTES) {
    hash.update(readAt(file, done, Math.min(READ_BYTES, byteSize - done)));
  }
  return hash.digest("hex");
}

/**
 * Checks a dossier.
 * @param path of the ZIP
 * @param options key and sha256: what the platform says, if you asked it
 * @returns what was found; `status` is HOLDS, BROKEN or UNREADABLE
 */
export function verifyDossier(path, options = {}) {
  let file;
  try {
    file = openSync(path, "r");
  } catch (error) {
    return { status: "UNREADABLE", problems: [{ problem: `${path} cannot be read: ${error.code}.` }] };
  }
  try {
    const { size } = fstatSync(file);
    const sha = hashFile(file, size);
    const report = reportOn(file, size, options);
    if (
      options.sha256 !== undefined &&
      options.sha256.toLowerCase() !== sha &&
      report.status !== "UNREADABLE"
    ) {
      report.problems.push({ problem: "The SHA-256 of the whole file is not the one that you expect." });
      report.status = "BROKEN";
    }
    return { ...report, sha256: sha };
  } catch (error) {
    return { status: "UNREADABLE", problems: [{ problem: `${path} cannot be checked: ${error.message}` }] };
  } finally {
    closeSync(file);
  }
}

function reportOn(file, size, options) {
  try {
    const { problems, manifest, signed, entries, dossier } = checkOpened(file, size, options);
    const withheld = (chain) => listOf(dossier?.[chain]).filter((link) => link.withheld === true).length;
    return {
      status: problems.length === 0 ? "HOLDS" : "BROKEN",
      problems: problems
        .slice(0, MAXIMUM_PROBLEMS)
        .map(({ message, where }) => ({ problem: message, ...where })),
      disputeNumber: manifest.disputeNumber,
      exportedAt: manifest.exportedAt,
      view: manifest.view,
      entries: entries.size,
      chains: manifest.chains,
      withheld: { events: withheld("events"), custody: withheld("custody") },
      signingKey: signed ?? null,
    };
  } catch (error) {
    if (error instanceof NothingToCheck)
      return { status: "UNREADABLE", problems: [{ problem: error.message }] };
    if (error instanceof Broken)
      return { status: "BROKEN", problems: [{ problem: error.message, ...error.where }] };
    throw error;
  }
}

const exitCodes = { HOLDS: 0, BROKEN: 1, UNREADABLE: 2 };
const usage = "Usage: node verify.mjs dossier.zip [--key FINGERPRINT] [--sha256 HEX] [--json]";

/** What a terminal would obey instead of showing it, or show elsewhere: a forger's names must not write a verdict. */
const obeyed = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

const MAXIMUM_SAID = 500;

/** A text from the file in question, on one line and not longer than a person reads. */
function said(value) {
  const text = String(value).replace(/\n/g, " ").replace(obeyed, "\ufffd");
  return text.length > MAXIMUM_SAID ? `${text.slice(0, MAXIMUM_SAID)}…` : text;
}

/** The report for programs; what a terminal would obey is escaped. */
function jsonOf(report) {
  return JSON.stringify(report, null, 2).replace(
    obeyed,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function textOf(report, path) {
  const lines = [];
  if (report.status === "HOLDS") {
    const { events, custody, kind } = report.chains;
    lines.push(
      `${basename(path)} holds: nothing was changed, added or removed since it was signed.`,
      `  Dispute         ${report.disputeNumber}, as ${report.view} could see it on ${report.exportedAt}`,
      `  Entries         ${report.entries}, each with the SHA-256 in the manifest`,
      `  Events          ${events.count} links (${report.withheld.events} withheld), head ${events.head}`,
      `  Custody         ${custody.count} links (${report.withheld.custody} withheld), head ${custody.head}`,
      `  Chains          ${kind === "OWN" ? "of what this side could see" : "of the platform"}`,
      `  Signed with     ${report.signingKey}`,
      `  SHA-256         ${report.sha256}`,
      "Whoever changes everything could sign anew with a key of their own: compare the key, or the SHA-256, with what the platform says.",
    );
    return lines.map(said).join("\n");
  }
  lines.push(
    report.status === "BROKEN"
      ? `${basename(path)} DOES NOT HOLD.`
      : `${basename(path)} could not be checked.`,
    ...report.problems.map(
      ({ problem, entry }) =>
        `  ${entry !== undefined && !problem.includes(entry) ? `${entry}: ` : ""}${problem}`,
    ),
  );
  return lines.map(said).join("\n");
}

function optionsFrom(words) {
  const options = { json: false, paths: [] };
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index];
    if (word === "--json") options.json = true;
    else if (word === "--key" || word === "--sha256") {
      const value = words[(index += 1)];
      if (!isHash(value?.toLowerCase())) return null;
      options[word.slice(2)] = value;
    } else if (word.startsWith("--")) return null;
    else options.paths.push(word);
  }
  return options.paths.length === 1 ? options : null;
}

/** Runs the command. @returns the exit code */
export function main(words) {
  const options = optionsFrom(words);
  if (options === null) {
    process.stderr.write(`${usage}\n`);
    return 2;
  }
  const { json, paths, ...expected } = options;
  const report = verifyDossier(paths[0], expected);
  const text = json ? jsonOf(report) : textOf(report, paths[0]);
  (report.status === "HOLDS" || json ? process.stdout : process.stderr).write(`${text}\n`);
  return exitCodes[report.status];
}

// The path of a program that was started through a link is not the one that it has; it must not end as if all were well.
if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(realpathSync(process.argv[1])).href) {
  process.exitCode = main(process.argv.slice(2));
}
