import { decode } from './decode.ts'

export default decode
