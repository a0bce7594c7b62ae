import { Link } from '@tanstack/react-router'
import { useFormat } from '../../../web/i18n/format.ts'
import { Pages } from '../../../web/list/pages.tsx'
import { Badge } from '../../../web/ui/badge.tsx'
import { Button } from '../../../web/ui/button.tsx'
import { Empty } from '../../../web/ui/empty.tsx'
import { PageTitle } from '../../../web/ui/page-title.tsx'
import { BulkCommandsDocument } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { ForOperators } from '../for-operators.tsx'
import { BULK_TONES } from '../bulk/shown.ts'

const PAGE = 20

/** What was asked of many chargers, the newest first. */
export function BulksPage() {
  const { fleet: texts, commandKind, stations, points } = useTexts()
  const { dayAndClock } = useFormat()
  return (
    <ForOperators>
      <Link to="/points" className="text-brand underline">
        {points.title}
      </Link>
      <PageTitle>{texts.bulks}</PageTitle>
      <Pages query={BulkCommandsDocument} variables={{ first: PAGE }} pick={({ bulkCommands }) => bulkCommands}>
        {({ rows, more }) =>
          rows.length === 0 ? (
            <Empty>{texts.noBulks}</Empty>
          ) : (
            <div className="flex flex-col gap-4">
              <ul aria-label={texts.bulks} className="divide-y divide-line rounded-lg border border-line bg-card">
                {rows.map((bulk) => (
                  <li key={bulk.id} className="flex flex-wrap items-center gap-3 px-4 py-3">
                    <Link to="/bulk/$id" params={{ id: bulk.id }} className="font-semibold text-brand underline">
                      {commandKind[bulk.kind]}
                    </Link>
                    <Badge tone={BULK_TONES[bulk.state]}>{texts.states[bulk.state]}</Badge>
                    <span>{texts.progress(bulk.doneCount, bulk.chargerCount)}</span>
                    <span className="text-sm text-soft">{dayAndClock(bulk.requestedAt)}</span>
                  </li>
                ))}
              </ul>
              {more && (
                <Button className="self-start" onClick={more}>
                  {stations.more}
                </Button>
              )}
            </div>
          )
        }
      </Pages>
    </ForOperators>
  )
}
