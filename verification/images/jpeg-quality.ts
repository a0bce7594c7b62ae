/** Luma quantisation of the JPEG standard (ITU-T T.81, table K.1) at quality 50, in zigzag order. */
const STANDARD = [
  16, 11, 12, 14, 12, 10, 16, 14, 13, 14, 18, 17, 16, 19, 24, 40, 26, 24, 22, 22, 24, 49, 35, 37, 29, 40, 58, 51, 61, 60, 57, 51,
  56, 55, 64, 72, 92, 78, 64, 68, 87, 69, 55, 56, 80, 109, 81, 87, 95, 98, 103, 104, 103, 62, 77, 113, 121, 112, 100, 120, 92, 101,
  103, 99,
]

const DQT = 0xdb
const START_OF_SCAN = 0xda

/** Quality on the scale of the IJG's library, 1 to 100, by the luma table; null if the file is no JPEG or has none. */
export function jpegQuality(bytes: Uint8Array): number | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 4 || view.getUint16(0) !== 0xffd8) return null
  for (let at = 2; at + 4 <= bytes.length;) {
    if (view.getUint8(at) !== 0xff) return null
    const marker = view.getUint8(at + 1)
    if (marker === START_OF_SCAN) return null
    if (marker === 0xff) {
      at += 1
      continue
    }
    const end = at + 2 + view.getUint16(at + 2)
    if (marker === DQT && end <= bytes.length) {
      const quality = qualityOfTable(bytes.subarray(at + 4, end))
      if (quality !== null) return quality
    }
    at = end
  }
  return null
}

/** One DQT segment; table 0 in 8 bits is the luma's. */
function qualityOfTable(segment: Uint8Array): number | null {
  if (segment[0] !== 0 || segment.length < 65) return null
  const ratios = STANDARD.map((standard, i) => (100 * (segment[i + 1] ?? 0)) / standard)
  const percent = ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length
  return Math.max(1, Math.min(100, Math.round(percent <= 100 ? (200 - percent) / 2 : 5000 / percent)))
}
