/** Something found on a photo: a box in fractions of the photo, upright. */
export interface Detection {
  label: string
  score: number
  left: number
  top: number
  right: number
  bottom: number
}

/**
 * Removes all but the best of those detections of one label that overlap by more than `iou` (greedy non-maximum suppression). Best first.
 */
export function suppress(detections: readonly Detection[], iou: number): Detection[] {
  const kept: Detection[] = []
  for (const detection of [...detections].sort((a, b) => b.score - a.score)) {
    if (kept.every((better) => better.label !== detection.label || overlap(better, detection) <= iou)) kept.push(detection)
  }
  return kept
}

/** Intersection over union, 0 to 1. */
export function overlap(a: Omit<Detection, 'label' | 'score'>, b: Omit<Detection, 'label' | 'score'>): number {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left)
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
  if (width <= 0 || height <= 0) return 0
  const both = width * height
  const area = (box: typeof a) => (box.right - box.left) * (box.bottom - box.top)
  return both / (area(a) + area(b) - both)
}
