"""A small Flee instance: a country, two others, two camps abroad, ten days."""

from pathlib import Path

FILES = {
    "input_csv/sim_period.csv": "StartDate,2030-03-01\nLength,10\n",
    "input_csv/locations.csv": """\
#name,region,country,latitude,longitude,location_type,conflict_date,population
Westmark,West,Ardenia,-35.0,-22.0,conflict_zone,0,80000
Southmere,South,Ardenia,-36.2,-20.0,conflict_zone,3,60000
Old Mill,South,Ardenia,-36.0,-19.5,town,,
Bend,South,Ardenia,-36.1,-19.0,marker,,
Ferry,Coast,Ardenia,-36.3,-18.5,forwarding_hub,,
Harbour,Coast,Burkina_Faso,-36.5,-18.0,camp,,5000
Hillside,Hills,Mali,-34.0,-23.0,camp,,
""",
    "input_csv/routes.csv": """\
#name1,name2,distance,forced_redirection
Westmark,Southmere,150,
Southmere,Old Mill,60,0
Old Mill,Bend,50,0
Bend,Ferry,50,0
Ferry,Harbour,70,0
Westmark,Hillside,200.5,
""",
    "input_csv/conflicts.csv": "#Day,Westmark,Southmere\n"
    + "".join(f"{day},1,{int(day >= 3)}\n" for day in range(10)),
    "input_csv/closures.csv": """\
#closure_type,name1,name2,closure_start,closure_end
country,Ardenia,Burkina_Faso,0,4
camp,Hillside,,2,6
location,Ferry,,1,3
""",
    "input_csv/registration_corrections.csv": "Harbour,2030-03-07\n",
    "source_data/data_layout.csv": "total,all.csv\nHarbour,harbour.csv\nHillside,hill.csv\n",
    "source_data/all.csv": "Date,Refugees\n2030-03-01,100\n2030-03-12,900\n",
    "source_data/harbour.csv": "2030-03-01,100\n2030-03-04,400\n2030-03-07,300\n2030-03-12,600\n",
    "source_data/hill.csv": "#Date,people\n2030-03-01,0\n2030-03-06,\n2030-03-10,300\n",
    "simsetting.yml": """\
log_levels:
  agent: 0
spawn_rules:
  take_from_population: False
  conflict_spawn_decay: [1.0, 0.5]
move_rules:
  max_move_speed: 200.0
  awareness_level: 2
  avoid_short_stints: False
optimisations:
  hasten: 5
""",
}


def write_instance(folder: Path, /, **changes: str | bytes | None) -> Path:
    """Write the instance with other texts for some files; None leaves a file out.

    A file is named by its stem, as `locations` or `simsetting`; an unknown one is made in
    `source_data`.
    """
    files: dict[str, str | bytes] = dict(FILES)
    by_stem = {Path(file).stem: file for file in FILES}
    for stem, text in changes.items():
        file = by_stem.get(stem, f"source_data/{stem}.csv")
        if text is None:
            del files[file]
        else:
            files[file] = text
    for file, text in files.items():
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def changed(stem: str, old: str, new: str) -> dict[str, str | bytes | None]:
    """Return the text of one file with a part of it replaced, for `write_instance`."""
    text = next(text for file, text in FILES.items() if Path(file).stem == stem)
    assert old in text
    return {stem: text.replace(old, new)}
