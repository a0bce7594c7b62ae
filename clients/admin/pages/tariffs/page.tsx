import { Link } from '@tanstack/react-router'
import { useFormat } from '../../../web/i18n/format.ts'
import { Pages } from '../../../web/list/pages.tsx'
import { Button, buttonClass } from '../../../web/ui/button.tsx'
import { Empty } from '../../../web/ui/empty.tsx'
import { PageTitle } from '../../../web/ui/page-title.tsx'
import { Table } from '../../../web/ui/table.tsx'
import { TariffsPageDocument, type TariffListedFragment } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { ForOperators } from '../for-operators.tsx'

const PAGE = 50

export function TariffsPage() {
  const { tariffs: texts, stations } = useTexts()
  return (
    <ForOperators>
      <PageTitle
        aside={
          <Link to="/tariffs/new" className={buttonClass('primary')}>
            {texts.make}
          </Link>
        }
      >
        {texts.title}
      </PageTitle>
      <Pages query={TariffsPageDocument} variables={{ first: PAGE }} pick={({ tariffs }) => tariffs}>
        {({ rows, more }) => (
          <div className="flex flex-col gap-4">
            <Tariffs tariffs={rows} />
            {more && (
              <Button className="self-start" onClick={more}>
                {stations.more}
              </Button>
            )}
          </div>
        )}
      </Pages>
    </ForOperators>
  )
}

function Tariffs({ tariffs }: { tariffs: readonly TariffListedFragment[] }) {
  const { tariffs: texts, priceType } = useTexts()
  const { price, dayAndClock } = useFormat()
  if (tariffs.length === 0) return <Empty>{texts.none}</Empty>
  return (
    <Table<TariffListedFragment>
      label={texts.title}
      rows={tariffs}
      rowKey={({ id }) => id}
      columns={[
        {
          name: texts.tariff,
          cell: ({ id, description }) => (
            <Link to="/tariffs/$id" params={{ id }} className="block max-w-80 truncate font-semibold text-brand underline">
              <bdi>{description}</bdi>
            </Link>
          ),
        },
        {
          name: texts.prices,
          cell: ({ elements, currency }) =>
            (elements[0]?.components ?? [])
              .map((each) => `${priceType[each.type]} ${price(each.priceInclVat, currency)}`)
              .join(', '),
        },
        { name: texts.version, number: true, cell: ({ version }) => version },
        { name: texts.since, cell: ({ validFrom }) => dayAndClock(validFrom) },
      ]}
    />
  )
}
