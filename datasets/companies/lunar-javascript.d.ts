// The part of lunar-javascript that we use; the package brings no types.
declare module "lunar-javascript" {
  interface Solar {
    /** `2025-01-29`. */
    toYmd(): string;
  }
  const lunar: {
    Lunar: {
      /** Lunar year, month and day. */
      fromYmd(year: number, month: number, day: number): { getSolar(): Solar };
    };
  };
  export default lunar;
}
