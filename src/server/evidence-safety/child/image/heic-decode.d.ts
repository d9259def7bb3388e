declare module "heic-decode" {
  /** A picture in a HEIC file, its size known before it is decoded. */
  interface HeicPicture {
    readonly width: number;
    readonly height: number;
    decode(): Promise<{ readonly width: number; readonly height: number; readonly data: Uint8ClampedArray }>;
  }
  const heicDecode: {
    all(options: { buffer: Buffer }): Promise<HeicPicture[] & { dispose(): void }>;
  };
  export default heicDecode;
}
