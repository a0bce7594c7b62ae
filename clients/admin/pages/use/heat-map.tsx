import { useFormat } from '../../../web/i18n/format.ts'
import type { UsePageQuery } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'

const CELL = { width: 26, height: 24, gap: 2 }
const EDGE = { left: 92, top: 22 }
const WIDTH = EDGE.left + 24 * (CELL.width + CELL.gap)
const HEIGHT = EDGE.top + 7 * (CELL.height + CELL.gap)
const HOURS = Array.from({ length: 24 }, (_, hour) => hour)
/** What is hardly used is to be told from what is not used at all. */
const FAINT = 0.12

/** How much of the time connectors are used, by weekday and hour: the darker the more. The same numbers are there as a table. */
export function HeatMap({ hours }: { hours: UsePageQuery['stationUse']['hours'] }) {
  const { use: texts, weekdays } = useTexts()
  const { percent } = useFormat()
  const shares = new Map(hours.map(({ weekday, hour, share }) => [`${weekday}/${hour}`, share]))
  const shareAt = (weekday: number, hour: number) => shares.get(`${weekday}/${hour}`) ?? 0
  const most = Math.max(...shares.values(), 0)
  return (
    <figure className="flex flex-col gap-2">
      <div role="region" aria-label={texts.heat} tabIndex={0} className="overflow-x-auto">
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={texts.heat} className="min-w-2xl text-xs">
          {HOURS.filter((hour) => hour % 3 === 0).map((hour) => (
            <text key={hour} x={EDGE.left + hour * (CELL.width + CELL.gap)} y={14} className="fill-soft">
              {texts.hour(hour)}
            </text>
          ))}
          {weekdays.map((name, day) => (
            <g key={name}>
              <text
                x={0}
                y={EDGE.top + day * (CELL.height + CELL.gap) + CELL.height / 2}
                dominantBaseline="middle"
                className="fill-soft"
              >
                {name}
              </text>
              {HOURS.map((hour) => {
                const share = shareAt(day + 1, hour)
                return (
                  <rect
                    key={hour}
                    x={EDGE.left + hour * (CELL.width + CELL.gap)}
                    y={EDGE.top + day * (CELL.height + CELL.gap)}
                    width={CELL.width}
                    height={CELL.height}
                    rx={3}
                    className={share === 0 ? 'fill-sunk' : 'fill-brand'}
                    fillOpacity={share === 0 ? 1 : FAINT + (1 - FAINT) * (share / most)}
                  >
                    <title>{`${name} ${texts.hour(hour)}: ${percent(share * 100)}`}</title>
                  </rect>
                )
              })}
            </g>
          ))}
        </svg>
      </div>
      <p className="text-sm text-soft">{texts.darkest(percent(most * 100))}</p>
      <details className="text-sm">
        <summary className="text-soft">{texts.asTable}</summary>
        <div role="region" aria-label={texts.asTable} tabIndex={0} className="mt-2 overflow-x-auto">
          <table>
            <thead>
              <tr>
                <th scope="col" className="pr-4 text-left">
                  {texts.weekday}
                </th>
                {HOURS.map((hour) => (
                  <th key={hour} scope="col" className="px-1 text-right font-medium">
                    {texts.hour(hour)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {weekdays.map((name, day) => (
                <tr key={name}>
                  <th scope="row" className="pr-4 text-left font-medium">
                    {name}
                  </th>
                  {HOURS.map((hour) => (
                    <td key={hour} className="px-1 text-right whitespace-nowrap">
                      {percent(shareAt(day + 1, hour) * 100)}
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
