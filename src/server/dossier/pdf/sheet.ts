import PDFDocument from "pdfkit";

const MARGIN = 50;
const THUMBNAIL = 130;
/** Characters of one text; what is longer is whole in the file for machines. */
const MAXIMUM_TEXT = 4_000;
// A font has no glyphs for these, and some change the direction of what follows.
const unseen =
  /[\p{Cs}\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;

/** What every page has. */
export interface SheetOptions {
  readonly font: Uint8Array;
  readonly title: string;
  readonly createdAt: Date;
  readonly pageLabel: (page: number) => string;
  /** Stands where a text was cut. */
  readonly shortened: string;
  /** Characters of one text that are shown; default 4,000. */
  readonly maximumText?: number;
}

/** Pages that are written from top to bottom. */
export class Sheet {
  private readonly pdf: PDFKit.PDFDocument;
  private readonly pieces: Buffer[] = [];
  private readonly ended: Promise<void>;
  private pages = 0;

  constructor(private readonly options: SheetOptions) {
    const info = { Title: options.title, Creator: "Ombud", CreationDate: options.createdAt };
    this.pdf = new PDFDocument({ size: "A4", margin: MARGIN, autoFirstPage: false, info, lang: "mul" });
    this.pdf.registerFont("text", Buffer.from(options.font));
    this.pdf.on("data", (piece: Buffer) => this.pieces.push(piece));
    this.ended = new Promise((resolve, reject) => {
      this.pdf.on("end", resolve).on("error", reject);
    });
    this.pdf.on("pageAdded", () => {
      this.numberPage();
    });
    this.pdf.addPage();
  }

  private numberPage(): void {
    const { page } = this.pdf;
    this.pages += 1;
    page.margins.bottom = 0;
    this.pdf.font("text").fontSize(8).fillColor("#666");
    const options = { align: "right", lineBreak: false, width: page.width - 2 * MARGIN } as const;
    this.pdf.text(this.options.pageLabel(this.pages), MARGIN, page.height - 30, options);
    page.margins.bottom = MARGIN;
    this.pdf.x = MARGIN;
    this.pdf.y = MARGIN;
    this.body();
  }

  private body(): void {
    this.pdf.fontSize(9).fillColor("#000");
  }

  private clean(text: string): string {
    const whole = text.replace(unseen, "").replaceAll("\t", " ");
    const { maximumText = MAXIMUM_TEXT, shortened } = this.options;
    return whole.length > maximumText ? `${whole.slice(0, maximumText)}${shortened}` : whole;
  }

  /** The name of the whole. */
  title(text: string): void {
    this.pdf.fontSize(18).text(this.clean(text));
    this.body();
    this.pdf.moveDown(0.5);
  }

  /** Begins a section; not at the very end of a page. */
  heading(text: string): void {
    if (this.pdf.y > this.pdf.page.height - 3 * MARGIN) this.pdf.addPage();
    this.pdf.moveDown(1).fillColor("#000").fontSize(13).text(this.clean(text));
    this.body();
    this.pdf.moveDown(0.3);
  }

  /** A paragraph. */
  paragraph(text: string, options: { readonly quiet?: boolean; readonly indent?: boolean } = {}): void {
    this.pdf.fillColor(options.quiet === true ? "#555" : "#000");
    this.pdf.text(this.clean(text), MARGIN + (options.indent === true ? 14 : 0));
    this.pdf.moveDown(0.25);
    this.pdf.x = MARGIN;
  }

  /** What is called how; nothing where there is nothing. */
  pair(name: string, value: string | null | undefined): void {
    if (value !== null && value !== undefined && value !== "") this.paragraph(`${name}: ${value}`);
  }

  /** A small picture. */
  picture(jpeg: Uint8Array): void {
    if (this.pdf.y > this.pdf.page.height - MARGIN - THUMBNAIL) this.pdf.addPage();
    this.pdf.x = MARGIN + 14;
    // Without a place it stands where the text is, and moves that on by the height that it really has.
    this.pdf.image(Buffer.from(jpeg), { fit: [THUMBNAIL, THUMBNAIL] });
    this.pdf.x = MARGIN;
    this.pdf.y += 8;
  }

  /** Ends it. @returns the file */
  async end(): Promise<Buffer> {
    this.pdf.end();
    await this.ended;
    return Buffer.concat(this.pieces);
  }
}
