/** Of a file, in bytes: more is not taken by the platform. */
export const MOST_MB = 12
const MOST_BYTES = MOST_MB * 1024 * 1024

/** Longest sides that are tried, in pixels, where a file is too large. Odometers are read well below. */
const SIDES = [4096, 2560]

/** What the first bytes say; names of files and their types are often wrong. Null: none that the platform takes. */
export function kindOf(start: Uint8Array): 'image/jpeg' | 'image/png' | 'image/webp' | null {
  const text = String.fromCodePoint(...start.subarray(0, 12))
  if (text.startsWith('\u00FF\u00D8\u00FF')) return 'image/jpeg'
  if (text.startsWith('\u0089PNG\r\n')) return 'image/png'
  return text.startsWith('RIFF') && text.endsWith('WEBP') ? 'image/webp' : null
}

export type Fitted = { file: Blob; isShrunk: boolean } | 'WRONG_KIND' | 'TOO_LARGE'

/** A file as the platform takes it: it may be saved anew in a lower quality, and is where it is too large. */
export async function fitted(file: Blob): Promise<Fitted> {
  const kind = kindOf(new Uint8Array(await file.slice(0, 12).arrayBuffer()))
  if (!kind) return 'WRONG_KIND'
  if (file.size <= MOST_BYTES) return { file: file.type === kind ? file : file.slice(0, file.size, kind), isShrunk: false }
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => null)
  if (!picture) return 'TOO_LARGE'
  for (const side of SIDES) {
    const scale = Math.min(1, side / Math.max(picture.width, picture.height))
    const smaller = await jpegOf(picture, Math.round(picture.width * scale), Math.round(picture.height * scale))
    if (smaller && smaller.size <= MOST_BYTES) return { file: smaller, isShrunk: true }
  }
  return 'TOO_LARGE'
}

/** As good as a camera's own files. */
const QUALITY = 0.92

/** Null where the device has no memory for it. */
export function jpegOf(picture: CanvasImageSource, width: number, height: number): Promise<Blob | null> {
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  canvas.getContext('2d')?.drawImage(picture, 0, 0, width, height)
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY))
}
