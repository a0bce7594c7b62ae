import { View } from '../../../web/graph/view.tsx'
import { Pages, type Connection } from '../../../web/list/pages.tsx'
import { useSession } from '../../../web/session/session.tsx'
import { useAsking } from '../../../web/session/use-asking.ts'
import type { Document } from '../../../sdk/document.ts'
import { Button } from '../../../web/ui/button.tsx'
import { Card } from '../../../web/ui/card.tsx'
import { Empty } from '../../../web/ui/empty.tsx'
import { Fault } from '../../../web/ui/fault.tsx'
import { Switch } from '../../../web/ui/switch.tsx'
import { Table } from '../../../web/ui/table.tsx'
import { useTexts } from '../../texts/index.ts'

interface Place {
  rank: number
  pseudonym: string
  user?: { id: string; displayName: string } | null | undefined
}

interface BoardProps<Standing, Span> {
  list: Document<{ board: Connection<Standing> }, Span & { first: number; after?: string | null | undefined }>
  own: Document<{ mine?: Standing | null; named: boolean }, Span>
  name: Document<unknown, { input: { named: boolean } }>
  variables: Span
  score: (standing: Standing) => string
  /** What the score is called. */
  counted: string
  /** What to do where nobody has a place. */
  none: string
}

const PAGE = 20

/** One leaderboard: one's own place first, then all. */
export function Board<Standing extends Place, Span extends object>(props: BoardProps<Standing, Span>) {
  const { list, variables, score, counted, none } = props
  const { boards: texts } = useTexts()
  const { reader } = useSession()
  return (
    <>
      {reader === null ? <p className="text-soft">{texts.signIn}</p> : <Own {...props} />}
      <Pages
        query={list}
        // TypeScript cannot see that a span and a length are all but where a page begins.
        variables={{ ...variables, first: PAGE }}
        pick={({ board }) => board}
      >
        {({ rows, more }) =>
          rows.length === 0 ? (
            <Empty>{none}</Empty>
          ) : (
            <>
              <Table
                label={texts.title}
                rows={rows}
                rowKey={({ rank, pseudonym }) => `${rank} ${pseudonym}`}
                columns={[
                  { name: texts.place, cell: ({ rank }) => rank },
                  { name: texts.who, cell: (standing) => <Who standing={standing} isReader={standing.user?.id === reader} /> },
                  { name: counted, cell: score, number: true },
                ]}
              />
              {more && <Button onClick={more}>{texts.more}</Button>}
            </>
          )
        }
      </Pages>
    </>
  )
}

function Who({ standing, isReader }: { standing: Place; isReader: boolean }) {
  const { boards: texts } = useTexts()
  const name = standing.user?.displayName ?? standing.pseudonym
  return isReader ? (
    <span className="font-semibold text-brand">
      {name} ({texts.you})
    </span>
  ) : (
    <span>{name}</span>
  )
}

/** The reader's own place, and whether others read their name there. */
function Own<Standing extends Place, Span extends object>({ own, name, variables, score }: BoardProps<Standing, Span>) {
  const { boards: texts } = useTexts()
  const { sdk } = useSession()
  const { fault, busy, ask } = useAsking()
  return (
    <View query={own} variables={variables}>
      {({ mine, named }, again) => (
        <Card title={texts.mine}>
          {mine ? (
            <p className="flex items-baseline gap-3">
              <span className="text-xl font-bold">{mine.rank}</span> <span>{score(mine)}</span>
            </p>
          ) : (
            <p className="text-soft">{texts.noPlace}</p>
          )}
          {fault && <Fault fault={fault} />}
          <Switch
            label={texts.named}
            on={named}
            onChange={(wanted) => {
              if (!busy) void ask(async () => (await sdk.execute(name, { input: { named: wanted } }), again()))
            }}
          />
          <p className="text-sm text-soft">{named ? texts.namedHint.on : texts.namedHint.off}</p>
        </Card>
      )}
    </View>
  )
}
