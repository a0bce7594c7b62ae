import { Navigate, getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { View } from '../../../web/graph/view.tsx'
import { SignedIn } from '../../../web/session/signed-in.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { HoldFlowDocument } from '../../generated/graphql.ts'
import { leftFrom } from '../paying/leaving.ts'
import { useTexts } from '../../texts/index.ts'

const route = getRouteApi('/pay/back')

/** Where a provider's or a bank's page leads back to: it goes on where it was left. In another tab it goes to what it is about. */
export function PayBackPage() {
  const { pay } = useTexts()
  const { hold, bill } = route.useSearch()
  const [from] = useState(leftFrom)
  if (from !== null) return <Navigate to={from} replace />
  return (
    <SignedIn>
      <Notice tone="info" title={pay.back} />
      {hold !== undefined && (
        <View query={HoldFlowDocument} variables={{ id: hold }}>
          {({ paymentHold }) =>
            paymentHold ? (
              <Navigate to="/stations/$id" params={{ id: paymentHold.connector.station.id }} replace />
            ) : (
              <Navigate to="/pay" replace />
            )
          }
        </View>
      )}
      {bill !== undefined && <Navigate to="/bills/$id" params={{ id: bill }} replace />}
      {hold === undefined && bill === undefined && <Navigate to="/pay" replace />}
    </SignedIn>
  )
}
