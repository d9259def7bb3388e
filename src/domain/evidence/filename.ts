/** Bytes of UTF-8 that a name has at most; file systems take 255, and a download may add to it. */
const MAXIMUM_BYTES = 200;
/** What stands for a name of which nothing is left. */
const NAMELESS = "file";

/** Control characters, halves of surrogate pairs, and marks that change the direction of what follows. */
const unseen = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;
/** Names that Windows takes for devices, with any extension. */
const device = /^(?:aux|con|nul|prn|(?:com|lpt)[0-9¹²³])(?=\.|$)/i;
/** Endings of files that some system runs, installs or follows when they are opened. */
const executable = new RegExp(
  `\\.(?:${[
    ...["apk", "app", "appimage", "appx", "bat", "bin", "chm", "cmd", "com", "command", "cpl", "deb", "dll"],
    ...["desktop", "dmg", "docm", "dotm", "elf", "exe", "gadget", "hta", "htm", "html", "img", "inf", "ins"],
    ...["ipa", "iso", "jar", "jnlp", "js", "jse", "ksh", "lnk", "mht", "mjs", "msc", "msi", "msp", "mst"],
    ...["osx", "out", "pif", "pkg", "potm", "ppam", "ppsm", "pptm", "ps1", "ps1xml", "psm1", "py", "pyz"],
    ...["reg", "rpm", "run", "scf", "scr", "sct", "sh", "shb", "shtml", "svg", "svgz", "swf", "url", "vb"],
    ...["vbe", "vbs", "vhd", "ws", "wsc", "wsf", "wsh", "xhtml", "xht", "xlam", "xll", "xlsb", "xlsm"],
    ...["xltm", "xml", "xsl"],
  ].join("|")})$`,
  "i",
);

/**
 * A client's name for a file, fit to be shown and to be offered for a download: no folders, nothing unseen, composed
 * (NFC), neither hidden nor a device, 1 to 200 bytes long. It says nothing about what the file is.
 */
export function cleanFilename(given: string): string {
  const visible = given.replace(unseen, "").normalize("NFC");
  const last = visible.split(/[/\\]/).at(-1) ?? "";
  const trimmed = last.replace(/^[\s.]+|[\s.]+$/gu, "");
  const named = trimmed === "" ? NAMELESS : trimmed;
  return shortened(device.test(named) ? `_${named}` : named);
}

/** Cuts the middle out, so that the ending stays. */
function shortened(name: string): string {
  if (utf8Length(name) <= MAXIMUM_BYTES) return name;
  const dot = name.lastIndexOf(".");
  const ending = dot > 0 && utf8Length(name.slice(dot)) <= 20 ? name.slice(dot) : "";
  let kept = "";
  let length = utf8Length(ending);
  for (const character of name.slice(0, name.length - ending.length)) {
    length += utf8Length(character);
    if (length > MAXIMUM_BYTES) break;
    kept += character;
  }
  return kept + ending;
}

/**
 * The name that bytes of a type are saved under: the copies of HEIC and AVIF pictures are JPEG, and programs go by the
 * ending.
 */
export function savedAs(filename: string, contentType: string | null): string {
  return contentType === "image/jpeg" ? filename.replace(/\.(?:avif|heic|heif)$/i, ".jpg") : filename;
}

function utf8Length(text: string): number {
  let length = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    length += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return length;
}

/** Whether a clean name ends as the name of a program, or of a document that can run one. */
export function isExecutableName(filename: string): boolean {
  return executable.test(filename);
}
