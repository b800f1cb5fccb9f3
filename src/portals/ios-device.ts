/** Whether a `User-Agent` is an iPhone's or iPad's. An iPad that asks for desktop pages says that it is a Mac. */
export function isIosDevice(userAgent: string | undefined): boolean {
  return /\((?:iPhone|iPad|iPod)\b/.test(userAgent ?? '');
}
