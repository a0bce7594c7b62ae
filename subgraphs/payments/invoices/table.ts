import type PDFDocument from 'pdfkit'

export type Pdf = InstanceType<typeof PDFDocument>

export interface Column {
  head: string
  width: number
  right?: boolean
}

/** A cell's lines; those after the first are small. */
export type Row = string[][]

const SIZES = { head: 8.5, first: 9.5, more: 8 }
const GAP = 4

/** A table at the place where the document is. On each new page its head comes again. The last row may be a sum. */
export function drawTable(pdf: Pdf, left: number, columns: readonly Column[], rows: readonly Row[], total?: Row): void {
  const width = columns.reduce((sum, column) => sum + column.width, 0)
  const rule = (y: number, weight: number) =>
    pdf
      .lineWidth(weight)
      .strokeColor('#999999')
      .moveTo(left, y)
      .lineTo(left + width, y)
      .stroke()
  const cells = (row: Row, font: 'regular' | 'bold', first: number): void => {
    const top = pdf.y + GAP
    let [x, bottom] = [left, top]
    columns.forEach(({ width, right }, i) => {
      pdf.y = top
      for (const [n, part] of (row[i] ?? []).entries())
        pdf
          .font(font, n === 0 ? first : SIZES.more)
          .fillColor('black')
          .text(part, x + 2, pdf.y, { width: width - 4, align: right ? 'right' : 'left' })
      bottom = Math.max(bottom, pdf.y)
      x += width
    })
    pdf.y = bottom + GAP
  }
  const head = () => {
    cells(
      columns.map((column) => [column.head]),
      'bold',
      SIZES.head,
    )
    rule(pdf.y, 1)
  }
  const room = (row: Row) => pdf.y + heightOf(pdf, columns, row) <= pdf.page.height - pdf.page.margins.bottom
  if (!room(rows[0] ?? [])) pdf.addPage()
  head()
  for (const row of rows) {
    if (!room(row)) {
      pdf.addPage()
      head()
    }
    cells(row, 'regular', SIZES.first)
    rule(pdf.y, 0.5)
  }
  if (total) cells(total, 'bold', SIZES.first)
}

/** How much room a row takes, and the head or sum that belongs to it. */
function heightOf(pdf: Pdf, columns: readonly Column[], row: Row): number {
  const heights = columns.map(({ width }, i) =>
    (row[i] ?? []).reduce((sum, part, n) => {
      pdf.font('regular', n === 0 ? SIZES.first : SIZES.more)
      return sum + pdf.heightOfString(part, { width: width - 4 })
    }, 0),
  )
  return Math.max(0, ...heights) + 2 * GAP + 2 * SIZES.head
}
