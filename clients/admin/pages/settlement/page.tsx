import { View } from '../../../web/graph/view.tsx'
import { Empty } from '../../../web/ui/empty.tsx'
import { PageTitle } from '../../../web/ui/page-title.tsx'
import { SettlementPageDocument } from '../../generated/graphql.ts'
import { Only } from '../../only.tsx'
import { useTexts } from '../../texts/index.ts'
import { Chain } from './chain.tsx'

/** Of each chain: what waits to be paid, since when, and what keeps it. */
export function SettlementPage() {
  const { places, settlement: texts } = useTexts()
  return (
    <Only page="settlement">
      <PageTitle>{places.settlement}</PageTitle>
      <View query={SettlementPageDocument}>
        {({ settlement }, again) =>
          settlement.length === 0 ? (
            <Empty>{texts.none}</Empty>
          ) : (
            <div className="flex flex-col gap-4">
              {settlement.map((chain) => (
                <Chain key={chain.chain.id} of={chain} others={settlement.map((one) => one.chain)} again={again} />
              ))}
            </div>
          )
        }
      </View>
    </Only>
  )
}
