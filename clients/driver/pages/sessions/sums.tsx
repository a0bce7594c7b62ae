import { useFormat } from '../../../web/i18n/format.ts'
import { Figure } from '../../../web/ui/figure.tsx'
import type { SessionsSumsQuery } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'

type Statistics = NonNullable<SessionsSumsQuery['me']>['chargingStatistics']

/** What the month, or all of them, came to. */
export function Sums({ statistics, month }: { statistics: Statistics; month: string | undefined }) {
  const { history: texts } = useTexts()
  const format = useFormat()
  const { total, months, co2Formula, co2Sources } = statistics
  if (total.sessions === 0) return null
  const charged = month === undefined ? total : months.find((each) => each.month === month)?.charged
  if (!charged) return null
  return (
    <section className="flex flex-col gap-2">
      <dl className="grid grid-cols-2 gap-3 lg:grid-cols-4">
        <Figure name={texts.energy}>{format.kWh(charged.energyWh)}</Figure>
        <Figure name={texts.cost}>{charged.costs.map(format.money).join(' + ') || '–'}</Figure>
        <Figure name={texts.sessions}>{format.number(charged.sessions)}</Figure>
        <Figure name={texts.co2}>{texts.kg(format.number(charged.co2SavedKg, 1))}</Figure>
      </dl>
      <details className="text-sm text-soft">
        <summary className="flex min-h-11 items-center sm:min-h-0">{texts.co2From}</summary>
        {/* The platform writes formula and sources in English. */}
        <div lang="en" className="flex flex-col gap-1">
          <p className="break-words">{co2Formula}</p>
          <ul>
            {co2Sources.map(({ name, value, unit, year, source, url }) => (
              <li key={name}>
                {name}: {format.number(value, 1)} {unit} ({year}),{' '}
                <a href={url} target="_blank" rel="noreferrer" className="text-brand underline">
                  {source}
                </a>
              </li>
            ))}
          </ul>
        </div>
        <p>{texts.totals}</p>
      </details>
    </section>
  )
}
