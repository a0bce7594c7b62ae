/** Names of programs, the most special first: every browser says that it is some others too. */
const PROGRAMS: readonly (readonly [RegExp, string])[] = [
  [/\bEdgA?\/|\bEdgiOS\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Chrome|CriOS)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
]
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/\b(iPhone|iPad|iPod)\b/, 'iOS'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b|\bMacintosh\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
]

/**
 * A device in words that its owner knows it by, e.g. "Firefox on Linux", from what its client says of itself; null where it says nothing.
 * It is no proof of anything.
 */
export function deviceOf(userAgent: string | null): string | null {
  if (!userAgent) return null
  const known = (names: typeof PROGRAMS) => names.find(([sign]) => sign.test(userAgent))?.[1]
  // Whatever else is shown by its own name, without what could be mistaken for a text of ours.
  const program = known(PROGRAMS) ?? /^[\w.-]{1,40}/.exec(userAgent)?.[0]
  if (program === undefined) return null
  const system = known(SYSTEMS)
  return system === undefined ? program : `${program} on ${system}`
}
