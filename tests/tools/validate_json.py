#!/usr/bin/env python3
"""Validates JSON lines against docs/bgmusic.schema.json.

usage: validate_json.py SCHEMA FILE...      prints the definition that each line fits; fails when one fits none or several
       validate_json.py --names SCHEMA      prints all definitions that a line can fit
"""
import json
import sys

import jsonschema


def main():
    names_only = sys.argv[1] == "--names"
    with open(sys.argv[2 if names_only else 1], encoding="utf-8") as file:
        schema = json.load(file)
    jsonschema.Draft202012Validator.check_schema(schema)
    names = [one["$ref"].rsplit("/", 1)[1] for one in schema["oneOf"]]
    if names_only:
        print("\n".join(names))
        return 0
    validators = {
        name: jsonschema.Draft202012Validator({"$ref": "#/$defs/" + name, "$defs": schema["$defs"]}) for name in names
    }
    bad = 0
    for path in sys.argv[2:]:
        with open(path, encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                value = json.loads(line)
                fits = [name for name in names if validators[name].is_valid(value)]
                if len(fits) == 1:
                    print(fits[0])
                    continue
                bad += 1
                print(f"{path}:{number}: fits {fits or 'nothing'}: {line.strip()[:400]}", file=sys.stderr)
                same = [n for n in names if schema["$defs"][n]["properties"].get("command", {}).get("const") == value.get("command")]
                for name in same if not fits else []:
                    for error in validators[name].iter_errors(value):
                        print(f"  not {name}: {error.message[:200]}", file=sys.stderr)
    return 1 if bad else 0


sys.exit(main())
