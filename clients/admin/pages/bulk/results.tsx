import { Link } from '@tanstack/react-router'
import { useState, type RefObject } from 'react'
import { Pages } from '../../../web/list/pages.tsx'
import { Badge } from '../../../web/ui/badge.tsx'
import { Button } from '../../../web/ui/button.tsx'
import { Card } from '../../../web/ui/card.tsx'
import { Choice } from '../../../web/ui/choice.tsx'
import { BulkResultsDocument, type ChargePointCommandState } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { named } from '../named.ts'
import { COMMAND_TONES } from './shown.ts'

const PAGE = 50
const NOTHING = { edges: [], pageInfo: { hasNextPage: false } }

/** What became of each charger. */
export function Results({ id, again }: { id: string; again: RefObject<(() => void) | undefined> }) {
  const { fleet: texts, stations, commandState } = useTexts()
  const [state, setState] = useState<ChargePointCommandState | ''>('')
  return (
    <Card title={texts.results}>
      <div className="max-w-sm">
        <Choice
          label={texts.state}
          value={state}
          options={[{ value: '', name: stations.any }, ...named(commandState)]}
          onChange={setState}
        />
      </div>
      <Pages
        query={BulkResultsDocument}
        variables={{ id, state: state || null, first: PAGE }}
        pick={({ bulkCommand }) => bulkCommand?.results ?? NOTHING}
      >
        {(list) => {
          again.current = list.again
          return (
            <>
              {list.rows.length === 0 && <p className="text-soft">{texts.noResults}</p>}
              <ul aria-label={texts.results} className="divide-y divide-line">
                {list.rows.map((result, index) => (
                  <li key={result.chargePoint?.id ?? index} className="flex flex-wrap items-center gap-3 py-2">
                    {result.chargePoint && (
                      <Link to="/points/$id" params={{ id: result.chargePoint.id }} className="font-semibold text-brand underline">
                        {result.chargePoint.identity}
                      </Link>
                    )}
                    <Badge tone={COMMAND_TONES[result.state]}>{commandState[result.state]}</Badge>
                    <span className="text-sm text-soft">{result.command?.message ?? result.command?.status}</span>
                  </li>
                ))}
              </ul>
              {list.more && <Button onClick={list.more}>{stations.more}</Button>}
            </>
          )
        }}
      </Pages>
    </Card>
  )
}
