import { getRouteApi, Link } from '@tanstack/react-router'
import { View } from '../../../web/graph/view.tsx'
import { useFormat } from '../../../web/i18n/format.ts'
import { NotFound } from '../../../web/shell/not-found.tsx'
import { Badge } from '../../../web/ui/badge.tsx'
import { buttonClass } from '../../../web/ui/button.tsx'
import { Card } from '../../../web/ui/card.tsx'
import { PageTitle } from '../../../web/ui/page-title.tsx'
import { TariffPageDocument, type ElementShownFragment, type TariffShownFragment } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { ForOperators } from '../for-operators.tsx'
import { Used } from './used.tsx'
import { useWhen } from './when.ts'

const route = getRouteApi('/tariffs/$id')

export function TariffPage() {
  const { id } = route.useParams()
  return (
    <ForOperators>
      <View query={TariffPageDocument} variables={{ id }}>
        {({ tariff }) => (tariff ? <Tariff key={id} tariff={tariff} /> : <NotFound />)}
      </View>
    </ForOperators>
  )
}

function Tariff({ tariff }: { tariff: TariffShownFragment }) {
  const { tariffs: texts } = useTexts()
  const { dayAndClock } = useFormat()
  const { id, description, version, currency, elements } = tariff
  return (
    <>
      <Link to="/tariffs" className="text-brand underline">
        {texts.title}
      </Link>
      <PageTitle
        aside={
          <Link to="/tariffs/$id/edit" params={{ id }} className={buttonClass('primary')}>
            {texts.newVersion}
          </Link>
        }
      >
        {description}
      </PageTitle>
      <div className="flex flex-col gap-4">
        <Card title={texts.pricesNow}>
          <Elements elements={elements} currency={currency} />
        </Card>
        <Used id={id} />
        <Card title={texts.versions}>
          <ul aria-label={texts.versions} className="divide-y divide-line">
            {(tariff.versions ?? []).toReversed().map((each) => (
              <li key={each.version} className="py-2">
                <details>
                  <summary className="cursor-pointer">
                    {/* In the line of the triangle: a box of its own would stand below it on phones. */}
                    <strong>{texts.versionN(each.version)}</strong> {texts.from(dayAndClock(each.validFrom))}{' '}
                    {each.version === version && <Badge tone="good">{texts.now}</Badge>}
                    {Date.parse(each.validFrom) > Date.now() && <Badge tone="busy">{texts.toCome}</Badge>}{' '}
                    <bdi className="text-soft">{each.description}</bdi>
                  </summary>
                  <div className="mt-2">
                    <Elements elements={each.elements} currency={each.currency} />
                  </div>
                </details>
              </li>
            ))}
          </ul>
        </Card>
      </div>
    </>
  )
}

function Elements({ elements, currency }: { elements: readonly ElementShownFragment[]; currency: string }) {
  const { tariffs: texts, priceType } = useTexts()
  const { price, percent } = useFormat()
  const when = useWhen()
  return (
    <ol className="flex flex-col gap-3">
      {elements.map(({ components, restrictions }, at) => (
        <li key={at} className="rounded-lg border border-line p-3">
          <p className="text-sm text-soft">{restrictions ? when(restrictions) : texts.always}</p>
          <dl className="flex flex-wrap gap-x-6 gap-y-1">
            {components.map((each) => (
              <div key={each.type} className="flex gap-2">
                <dt>{priceType[each.type]}</dt>
                <dd>
                  {price(each.priceInclVat, currency)}{' '}
                  <span className="text-sm text-soft">
                    {each.vat == null ? texts.noVat : texts.withVat(price(each.priceExclVat, currency), percent(each.vat))}
                  </span>
                </dd>
              </div>
            ))}
          </dl>
        </li>
      ))}
    </ol>
  )
}
