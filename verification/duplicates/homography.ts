/**
 * A place (u, v) of the new photo is at ((au + bv + c) / w, (du + ev + f) / w) of the old one, with w = gu + hv + 1: [a, b, c, d, e, f, g, h].
 * Units: fractions of the sides from the centre, ±0.5. It holds between any two views of something flat, a photo of a screen among them.
 */
export type Homography = readonly [number, number, number, number, number, number, number, number]

export interface Placed {
  /** Clockwise. */
  degrees: number
  /** What share of the old photo's sides the new one shows: 0.8 is a crop, 1.25 has something around it. */
  across: number
  down: number
  /** Where its middle is in the old photo, from the centre. */
  right?: number
  below?: number
}

/** `aspect`: the new photo's width by its height. */
export function homographyOf({ degrees, across, down, right = 0, below = 0 }: Placed, aspect: number): Homography {
  const [cosine, sine] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)]
  return [across * cosine, (-down * sine) / aspect, right, across * sine * aspect, down * cosine, below, 0, 0]
}
