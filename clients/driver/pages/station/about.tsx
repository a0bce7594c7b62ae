import { View } from '../../../web/graph/view.tsx'
import { useFormat } from '../../../web/i18n/format.ts'
import { Badge } from '../../../web/ui/badge.tsx'
import { Card } from '../../../web/ui/card.tsx'
import { StationAboutDocument, type StationAboutQuery } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { Prices } from './prices.tsx'

type About = NonNullable<StationAboutQuery['station']>

/** What it costs there by which rules, when one gets in, what is close to it, and how it looks. */
export const AboutStation = ({ id }: { id: string }) => (
  <View query={StationAboutDocument} variables={{ id }} skeleton={<></>}>
    {({ station }) =>
      station && (
        <>
          <Prices evses={station.evses} />
          <Hours station={station} />
          <Facilities station={station} />
          <Photos photos={station.photos} />
        </>
      )
    }
  </View>
)

function Hours({ station: { hours, openNow, timeZone, access } }: { station: About }) {
  const { place: texts } = useTexts()
  const format = useFormat()
  const span = ({ begin, end }: { begin: string; end: string }) =>
    `${format.dayAndClock(begin, timeZone)} – ${format.dayAndClock(end, timeZone)}`
  return (
    <Card title={texts.hours} aside={<Badge tone={openNow ? 'good' : 'danger'}>{openNow ? texts.open : texts.closed}</Badge>}>
      <p className="text-sm text-soft">{texts.access[access]}</p>
      {!hours && <p>{texts.hoursUnknown}</p>}
      {hours?.twentyFourSeven && <p>{texts.always}</p>}
      {hours && hours.regular.length > 0 && (
        <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1">
          {[...Map.groupBy(hours.regular, ({ weekday }) => weekday)].map(([weekday, spans]) => (
            <div key={weekday} className="col-span-2 grid grid-cols-subgrid">
              <dt>{texts.weekdays[weekday - 1]}</dt>
              <dd>{spans.map(({ begin, end }) => `${begin}–${end}`).join(', ')}</dd>
            </div>
          ))}
        </dl>
      )}
      {hours?.openings.map((each) => (
        <p key={each.begin}>{texts.openAlso(span(each))}</p>
      ))}
      {hours?.closings.map((each) => (
        <p key={each.begin}>{texts.closedThen(span(each))}</p>
      ))}
    </Card>
  )
}

function Facilities({ station: { facilities } }: { station: About }) {
  const { place: texts } = useTexts()
  if (facilities.length === 0) return null
  return (
    <Card title={texts.facilitiesTitle}>
      <ul className="flex flex-wrap gap-2">
        {facilities.map((each) => (
          <li key={each} className="rounded-full bg-sunk px-3 py-1 text-sm">
            {texts.facilities[each]}
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Photos({ photos }: { photos: About['photos'] }) {
  const { place: texts } = useTexts()
  if (photos.length === 0) return null
  return (
    <Card title={texts.photos}>
      <ul className="grid grid-cols-2 gap-2 sm:grid-cols-3">
        {photos.map(({ id, alt, url, thumbnailUrl, width, height }) => (
          <li key={id}>
            <a href={url} target="_blank" rel="noreferrer">
              <img
                src={thumbnailUrl}
                alt={alt}
                width={width}
                height={height}
                loading="lazy"
                className="aspect-4/3 w-full rounded-md object-cover"
              />
            </a>
          </li>
        ))}
      </ul>
    </Card>
  )
}
