import { compared } from './compare.ts'

export default compared
