import { Link } from '@tanstack/react-router'
import { useFormat } from '../../../web/i18n/format.ts'
import { Pages } from '../../../web/list/pages.tsx'
import { SignedIn } from '../../../web/session/signed-in.tsx'
import { Badge } from '../../../web/ui/badge.tsx'
import { Button } from '../../../web/ui/button.tsx'
import { Empty } from '../../../web/ui/empty.tsx'
import { PageTitle } from '../../../web/ui/page-title.tsx'
import { FaultReportsPageDocument } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'

const PAGE = 20

/** What the reader has reported, and what its operators say. */
export function FaultReportsPage() {
  const { place: texts, map } = useTexts()
  const format = useFormat()
  return (
    <>
      <PageTitle>{texts.myReports}</PageTitle>
      <SignedIn>
        <Pages query={FaultReportsPageDocument} variables={{ first: PAGE }} pick={({ myFaultReports }) => myFaultReports}>
          {({ rows, more }) => (
            <>
              {rows.length === 0 && <Empty>{texts.noReports}</Empty>}
              <ul className="mb-2 flex flex-col gap-2">
                {rows.map((node) => (
                  <li key={node.id} className="flex flex-col gap-1 rounded-lg border border-line bg-card p-4">
                    <div className="flex flex-wrap items-center justify-between gap-2">
                      <Link
                        to="/stations/$id"
                        params={{ id: node.connector.station.id }}
                        className="font-semibold wrap-anywhere underline"
                      >
                        {node.connector.station.name}
                      </Link>
                      <Badge tone={node.resolvedAt ? 'good' : 'warn'}>{node.resolvedAt ? texts.resolved : texts.unresolved}</Badge>
                    </div>
                    <p>{texts.faultKinds[node.kind]}</p>
                    {node.text !== '' && <p className="break-words">{node.text}</p>}
                    <p className="text-sm text-soft">{format.dayAndClock(node.reportedAt)}</p>
                    {node.note && <p className="break-words">{texts.operatorSays(node.note)}</p>}
                  </li>
                ))}
              </ul>
              {more && <Button onClick={more}>{map.showMore}</Button>}
            </>
          )}
        </Pages>
      </SignedIn>
    </>
  )
}
