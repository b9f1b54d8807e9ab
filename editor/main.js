import { schema } from "./schema.js";

window.schema = schema;
