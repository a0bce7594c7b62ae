import { scaleLinear } from 'd3-scale'
import { line } from 'd3-shape'
import { ticksOf } from './ticks.ts'
import { useWidth } from './use-width.ts'

const WIDTH = 640
const HEIGHT = 200
const EDGE = { left: 44, right: 56, top: 12, bottom: 24 }

interface Point {
  x: number
  y: number
}

/** One series over time: text stays text, the last value stands at the line, and the same points are there as a table. */
export function LineChart(props: {
  /** What it shows, with its unit. */
  label: string
  points: readonly Point[]
  xName: string
  xText: (x: number) => string
  yText: (y: number) => string
  asTable: string
}) {
  const { label, points, xName, xText, yText, asTable } = props
  const [place, width] = useWidth(WIDTH)
  const [first, last] = [points[0], points.at(-1)]
  if (!first || !last) return null
  const x = scaleLinear([first.x, last.x], [EDGE.left, width - EDGE.right])
  const y = scaleLinear([0, Math.max(...points.map((point) => point.y), 1)], [HEIGHT - EDGE.bottom, EDGE.top]).nice(4)
  const path = line<Point>(
    (point) => x(point.x),
    (point) => y(point.y),
  )([...points])
  return (
    <figure className="flex flex-col gap-2">
      <svg ref={place} viewBox={`0 0 ${width} ${HEIGHT}`} role="img" aria-label={label} className="h-50 w-full text-xs">
        {ticksOf(y, yText).map((tick) => (
          <g key={tick}>
            <line x1={EDGE.left} x2={width - EDGE.right} y1={y(tick)} y2={y(tick)} className="stroke-line" />
            <text x={EDGE.left - 6} y={y(tick)} textAnchor="end" dominantBaseline="middle" className="fill-soft">
              {yText(tick)}
            </text>
          </g>
        ))}
        <path d={path ?? ''} className="fill-none stroke-brand stroke-2" />
        <text x={x(last.x) + 6} y={y(last.y)} dominantBaseline="middle" className="fill-ink font-semibold">
          {yText(last.y)}
        </text>
        {[first, last].map((point, index) => (
          <text key={index} x={x(point.x)} y={HEIGHT - 6} textAnchor={index === 0 ? 'start' : 'end'} className="fill-soft">
            {xText(point.x)}
          </text>
        ))}
      </svg>
      <details className="text-sm">
        <summary className="text-soft">{asTable}</summary>
        <table className="mt-2">
          <thead>
            <tr>
              <th className="pr-6 text-left">{xName}</th>
              <th className="text-right">{label}</th>
            </tr>
          </thead>
          <tbody>
            {points.map((point) => (
              <tr key={point.x}>
                <td className="pr-6">{xText(point.x)}</td>
                <td className="text-right">{yText(point.y)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  )
}
