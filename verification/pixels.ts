/** A decoded photo: RGB, 8 bits, row by row, upright (EXIF orientation applied), at its analysis size. */
export interface Pixels {
  data: Uint8Array
  width: number
  height: number
}

/** A rotated rectangle in fractions of the photo's width (x, width) and height (y, height); the angle in degrees, clockwise. */
export interface RotatedBox {
  centreX: number
  centreY: number
  width: number
  height: number
  angle: number
}
