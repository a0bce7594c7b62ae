import { Link, getRouteApi } from '@tanstack/react-router'
import { View } from '../../../web/graph/view.tsx'
import { SignedIn } from '../../../web/session/signed-in.tsx'
import { buttonClass } from '../../../web/ui/button.tsx'
import { PageTitle } from '../../../web/ui/page-title.tsx'
import { SessionsSumsDocument } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { AsTable } from './as-table.tsx'
import { Filters } from './filters.tsx'
import { List } from './list.tsx'
import { Sums } from './sums.tsx'
import { ZONE } from './zone.ts'

const route = getRouteApi('/sessions')

export function SessionsPage() {
  const { sessions: texts, pay } = useTexts()
  const search = route.useSearch()
  return (
    <>
      <PageTitle
        aside={
          <Link to="/pay" className={buttonClass()}>
            {pay.title}
          </Link>
        }
      >
        {texts.title}
      </PageTitle>
      <SignedIn>
        <View query={SessionsSumsDocument} variables={{ timeZone: ZONE }}>
          {({ me }) =>
            me && (
              <div className="flex flex-col gap-4">
                {me.chargingStatistics.total.sessions > 0 && <Filters me={me} search={search} />}
                <Sums statistics={me.chargingStatistics} month={search.month} />
                <List search={search} />
                {me.chargingStatistics.total.sessions > 0 && <AsTable search={search} />}
              </div>
            )
          }
        </View>
      </SignedIn>
    </>
  )
}
