import { scaleLinear, scalePoint } from 'd3-scale'
import { line } from 'd3-shape'
import { apart } from './apart.ts'
import { ticksOf } from './ticks.ts'
import { useWidth } from './use-width.ts'

const WIDTH = 640
const HEIGHT = 200
const EDGE = { left: 48, right: 72, top: 12, bottom: 24 }
/** Lines of text at the ends of lines keep so far from each other. */
const TEXT_HEIGHT = 14

/** Hue and dash, so that lines are told apart without colours. */
const LOOKS = [
  { stroke: 'stroke-brand', dash: undefined },
  { stroke: 'stroke-second', dash: '6 4' },
  { stroke: 'stroke-warn', dash: '2 4' },
  { stroke: 'stroke-danger', dash: '10 3 2 3' },
] as const

/** One line: a value at each place of the axis; null where there is none, and the line has a gap. */
export interface Series {
  name: string
  values: readonly (number | null)[]
}

/** Up to four lines over the same places, e.g. days. The last value stands at each line; the same numbers are there as a table. */
export function SeriesChart(props: {
  /** What it shows, with its unit. */
  label: string
  xName: string
  /** The places of the axis, in order. */
  xs: readonly string[]
  series: readonly Series[]
  yText: (y: number) => string
  asTable: string
}) {
  const { label, xName, xs, series, yText, asTable } = props
  const [place, width] = useWidth(WIDTH)
  const x = scalePoint([...xs], [EDGE.left, width - EDGE.right])
  const highest = Math.max(...series.flatMap(({ values }) => values.map((value) => value ?? 0)), 1)
  const y = scaleLinear([0, highest], [HEIGHT - EDGE.bottom, EDGE.top]).nice(4)
  const shown = series.slice(0, LOOKS.length)
  const ends = apart(
    shown.map(({ values }) => y(values.findLast((value) => value !== null) ?? 0)),
    TEXT_HEIGHT,
  )
  return (
    <figure className="flex min-w-0 flex-col gap-2">
      <figcaption className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 text-sm">
        <span className="font-medium">{label}</span>
        <ul className="flex flex-wrap gap-x-4">
          {shown.map(({ name }, i) => (
            <li key={name} className="flex items-center gap-2">
              <svg aria-hidden viewBox="0 0 24 4" className="h-1 w-6">
                <line x1="0" x2="24" y1="2" y2="2" strokeDasharray={LOOKS[i]?.dash} className={`stroke-2 ${LOOKS[i]?.stroke}`} />
              </svg>
              {name}
            </li>
          ))}
        </ul>
      </figcaption>
      <svg ref={place} viewBox={`0 0 ${width} ${HEIGHT}`} role="img" aria-label={label} className="h-50 w-full text-xs">
        {ticksOf(y, yText).map((tick) => (
          <g key={tick}>
            <line x1={EDGE.left} x2={width - EDGE.right} y1={y(tick)} y2={y(tick)} className="stroke-line" />
            <text x={EDGE.left - 6} y={y(tick)} textAnchor="end" dominantBaseline="middle" className="fill-soft">
              {yText(tick)}
            </text>
          </g>
        ))}
        {shown.map(({ name, values }, i) => {
          const path = line<number | null>(
            (_, at) => x(xs[at] ?? '') ?? 0,
            (value) => y(value ?? 0),
          ).defined((value) => value !== null)([...values])
          const last = values.findLastIndex((value) => value !== null)
          return (
            <g key={name}>
              <path d={path ?? ''} strokeDasharray={LOOKS[i]?.dash} className={`fill-none stroke-2 ${LOOKS[i]?.stroke}`} />
              {/* One point alone makes no line. */}
              {last >= 0 && (
                <>
                  <circle
                    cx={x(xs[last] ?? '')}
                    cy={y(values[last] ?? 0)}
                    r="3"
                    className={`fill-card stroke-2 ${LOOKS[i]?.stroke}`}
                  />
                  <text x={width - EDGE.right + 8} y={ends[i]} dominantBaseline="middle" className="fill-ink font-semibold">
                    {yText(values[last] ?? 0)}
                  </text>
                </>
              )}
            </g>
          )
        })}
        {[xs[0], xs.length > 1 ? xs.at(-1) : undefined].map(
          (at, index) =>
            at !== undefined && (
              <text key={at} x={x(at)} y={HEIGHT - 6} textAnchor={index === 0 ? 'start' : 'end'} className="fill-soft">
                {at}
              </text>
            ),
        )}
      </svg>
      <details className="text-sm">
        <summary className="cursor-pointer text-soft">{asTable}</summary>
        <div role="region" aria-label={label} tabIndex={0} className="mt-2 max-h-80 overflow-auto">
          <table>
            <thead>
              <tr>
                <th scope="col" className="pr-6 text-left font-medium">
                  {xName}
                </th>
                {shown.map(({ name }) => (
                  <th key={name} scope="col" className="pl-6 text-right font-medium">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {xs.map((at, index) => (
                <tr key={at}>
                  <th scope="row" className="pr-6 text-left font-normal whitespace-nowrap">
                    {at}
                  </th>
                  {shown.map(({ name, values }) => (
                    <td key={name} className="pl-6 text-right">
                      {values[index] == null ? '–' : yText(values[index])}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  )
}
