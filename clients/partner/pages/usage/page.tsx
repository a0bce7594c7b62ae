import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { View } from '../../../web/graph/view.tsx'
import { SignedIn } from '../../../web/session/signed-in.tsx'
import { Choice } from '../../../web/ui/choice.tsx'
import { Empty } from '../../../web/ui/empty.tsx'
import { PageTitle } from '../../../web/ui/page-title.tsx'
import { UsagePageDocument } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { usageSearch } from '../../search.ts'
import { ClientPicker } from '../client-picker.tsx'
import { lastDays } from './days.ts'
import { LastCalls } from './last-calls.tsx'
import { Figures, Over, PerOperation } from './numbers.tsx'

const route = getRouteApi('/usage')
/** How many days back. The platform shows at most 92 at once. */
const PERIODS = ['7', '30', '90'] as const
const PAGE = 20
/** So many the platform gives at once; older calls are found by a filter. */
const MOST = 100

export function UsagePage() {
  const { usage: texts } = useTexts()
  const { client } = route.useSearch()
  const change = useChange()
  return (
    <>
      <PageTitle>{texts.title}</PageTitle>
      <SignedIn>
        <ClientPicker chosen={client} choose={(id) => change({ client: id, operation: undefined })}>
          {({ id }) => <Used key={id} clientId={id} />}
        </ClientPicker>
      </SignedIn>
    </>
  )
}

interface Search {
  client?: string | undefined
  days?: string | undefined
  operation?: string | undefined
  failed?: boolean | undefined
}

/** Writes what was chosen into the address, where it can be sent to somebody. */
function useChange() {
  const navigate = useNavigate()
  return (part: Search) =>
    void navigate({ to: '/usage', search: (before) => usageSearch({ ...before, ...part }), replace: true, resetScroll: false })
}

function Used({ clientId }: { clientId: string }) {
  const { usage: texts } = useTexts()
  const { days = '30', operation, failed } = route.useSearch()
  const change = useChange()
  const [first, setFirst] = useState(PAGE)
  // One day for the page, also where it stays open past midnight: charts and calls are of the same.
  const [now] = useState(() => new Date())
  const period = lastDays(Number(days), now)
  const filter = {
    from: `${period.from}T00:00:00Z`,
    ...(operation !== undefined && { operation }),
    ...(failed && { failed }),
  }
  return (
    <>
      <div className="max-w-sm">
        <Choice
          label={texts.period}
          value={days}
          onChange={(value) => change({ days: value })}
          options={PERIODS.map((value) => ({ value, name: texts.periods[value] }))}
        />
      </div>
      <View query={UsagePageDocument} variables={{ clientId, ...period, filter, first }}>
        {({ apiClient }) =>
          apiClient && (
            <>
              <Figures usage={apiClient} />
              {apiClient.usageByDay.length === 0 ? (
                <Empty>{texts.none}</Empty>
              ) : (
                <>
                  <Over period={period} usage={apiClient} />
                  <PerOperation usage={apiClient} choose={(name) => change({ operation: name })} />
                </>
              )}
              <LastCalls
                client={apiClient}
                operation={operation}
                failed={failed ?? false}
                change={change}
                more={first < MOST ? () => setFirst(Math.min(first + PAGE, MOST)) : null}
              />
            </>
          )
        }
      </View>
    </>
  )
}
